// Uncertain times, lengths of time and counts for the record builder: the same
// grammar and the same messages as the generator has (packages edtf and record),
// compared by tests over thousands of texts. Without access to the page, so that
// it runs anywhere. Classic script: it adds to the global RecordBuilder.
(function (root) {
  "use strict";

  var builder = root.RecordBuilder = root.RecordBuilder || {};
  var months = ["January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December"];
  var maxLength = 100; // bytes

  function pad(n, width) {
    return String(n).padStart(width, "0");
  }

  function bytes(text) { return new TextEncoder().encode(text).length; }

  // cut gives the beginning of a long text, as messages show it.
  function cut(text) {
    while (bytes(text) > maxLength) {
      text = Array.from(text).slice(0, -1).join("");
    }
    return text + "…";
  }

  // quote writes a text as messages quote it.
  function quote(text) {
    return '"' + text.replace(/["\\]/g, "\\$&").replace(/[\p{C}\p{Z}]/gu, function (c) {
      var known = { " ": " ", "\u0007": "\\a", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" }[c];
      if (known) {
        return known;
      }
      var code = c.codePointAt(0);
      return code < 0x80 ? "\\x" + pad(code.toString(16), 2) : code < 0x10000 ? "\\u" + pad(code.toString(16), 4) : "\\U" + pad(code.toString(16), 8);
    }) + '"';
  }

  function fault(message) {
    return { message: message };
  }

  // --- one date or time -----------------------------------------------------

  function scanner(text) {
    var s = { text: text, at: 0 };
    s.done = function () { return s.at >= text.length; };
    s.accept = function (part) {
      if (text.startsWith(part, s.at)) {
        s.at += part.length;
        return true;
      }
      return false;
    };
    s.digits = function (n) {
      var part = text.slice(s.at, s.at + n);
      if (part.length < n || !/^[0-9]+$/.test(part)) {
        return null;
      }
      s.at += n;
      return Number(part);
    };
    return s;
  }

  function scanPoint(s, p) {
    if (!scanDate(s, p) || p.precision === "day" && s.accept("T") && !scanClock(s, p)) {
      return false;
    }
    if (!s.done() && "~?%".indexOf(s.text[s.at]) >= 0) {
      p.qualifier = s.text[s.at++];
    }
    return true;
  }

  function scanDate(s, p) {
    p.precision = "year";
    p.year = s.digits(4);
    if (p.year === null) {
      p.year = s.digits(3);
      if (p.year === null || !s.accept("X")) {
        return false;
      }
      p.year *= 10;
      p.decade = true;
      return true;
    }
    if (!s.accept("-")) {
      return true;
    }
    if (s.accept("XX")) {
      p.monthUnknown = true;
    } else {
      p.month = s.digits(2);
      if (p.month === null) {
        return false;
      }
      p.precision = "month";
    }
    if (!s.accept("-")) {
      return true;
    }
    if (s.accept("XX")) {
      p.dayUnknown = true;
      return true;
    }
    if (p.monthUnknown) {
      return false;
    }
    p.day = s.digits(2);
    p.precision = "day";
    return p.day !== null;
  }

  function scanClock(s, p) {
    p.precision = "minute";
    p.hour = s.digits(2);
    if (p.hour === null || !s.accept(":")) {
      return false;
    }
    p.minute = s.digits(2);
    if (p.minute === null) {
      return false;
    }
    p.second = 0;
    if (s.accept(":")) {
      p.second = s.digits(2);
      if (p.second === null) {
        return false;
      }
    }
    if (s.accept("Z")) {
      p.offset = 0;
      return true;
    }
    var sign = s.accept("+") ? 1 : s.accept("-") ? -1 : 0;
    if (!sign) {
      return true;
    }
    var hours = s.digits(2);
    if (hours === null || !s.accept(":")) {
      return false;
    }
    var minutes = s.digits(2);
    if (minutes === null) {
      return false;
    }
    p.offset = sign * (60 * (minutes > 59 ? 99 : hours) + minutes);
    return true;
  }

  function daysIn(year, month) {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
  }

  // checkPoint finds figures that no calendar or clock has.
  function checkPoint(p, s) {
    if (p.year < 1900 || p.year > 2100) {
      return "the year " + s.slice(0, 4) + " is outside 1900 to 2100; check the figures";
    }
    if (p.precision === "year") {
      return "";
    }
    if (p.month < 1 || p.month > 12) {
      var hint = season(p.year, p.month);
      if (hint && p.precision === "month" && !p.dayUnknown) {
        return hint;
      }
      if (p.day >= 1 && p.day <= 12 && p.month <= 31 && p.month > 0) {
        return "there is no month " + pad(p.month, 2) + "; write year, month, day: " + pad(p.year, 4) + "-" + pad(p.day, 2) + "-" + pad(p.month, 2);
      }
      return "there is no month " + pad(p.month, 2) + "; write 01 to 12";
    }
    if (p.precision === "month") {
      return "";
    }
    var days = daysIn(p.year, p.month);
    if (p.day < 1) {
      return "there is no day 00; write 01 to " + days + ", or XX when the day is not known";
    }
    if (p.day > days) {
      return months[p.month - 1] + " " + p.year + " has " + days + " days; check the date";
    }
    return p.precision === "day" ? "" : checkClock(p);
  }

  function checkClock(p) {
    if (p.hour === 24 && p.minute === 0 && p.second === 0) {
      var next = new Date(Date.UTC(p.year, p.month - 1, p.day + 1));
      if (next.getUTCFullYear() > 2100) {
        return "there is no hour 24; write 00 to 23";
      }
      return "there is no hour 24; write 00:00 of the next day: " + next.toISOString().slice(0, 16);
    }
    if (p.hour > 23) {
      return "there is no hour " + p.hour + "; write 00 to 23";
    }
    if (p.minute > 59) {
      return "there is no minute " + p.minute + "; write 00 to 59";
    }
    if (p.second === 60) {
      return "there is no second 60 here, not even a leap second; write 59";
    }
    if (p.second > 59) {
      return "there is no second " + p.second + "; write 00 to 59";
    }
    if (p.offset < -12 * 60 || p.offset > 14 * 60) {
      return "no place has this offset from UTC; write -12:00 to +14:00, or Z for UTC";
    }
    return "";
  }

  // parsePoint gives {point} or {message}, or {shape: the text} where the form is
  // not that of a time.
  function parsePoint(text) {
    var s = scanner(text), p = { text: text };
    if (!scanPoint(s, p) || !s.done()) {
      return { shape: text };
    }
    var message = checkPoint(p, text);
    return message ? fault(message) : { point: p };
  }

  // same tells whether two points say the same.
  function same(a, b) {
    return ["year", "month", "day", "hour", "minute", "second", "decade", "monthUnknown", "dayUnknown", "offset", "qualifier", "precision"]
      .every(function (k) { return a[k] === b[k]; }) && /T\d\d:\d\d:/.test(a.text) === /T\d\d:\d\d:/.test(b.text);
  }

  // bounds gives the first and last second of a point in UTC, in milliseconds.
  function bounds(p) {
    var about = p.qualifier === "~" || p.qualifier === "%";
    if (p.precision === "minute") {
      var at = Date.UTC(p.year, p.month - 1, p.day, p.hour, p.minute, p.second) - (p.offset || 0) * 60000;
      var wide = about ? 15 * 60000 : 0;
      return [at - wide, at + wide];
    }
    var month = (p.month || 1) - 1, day = p.day || 1;
    var y = p.precision === "year" ? (p.decade ? 10 : 1) : 0, m = p.precision === "month" ? 1 : 0, d = p.precision === "day" ? 1 : 0;
    var after = about ? 2 : 1, before = about ? 1 : 0;
    return [Date.UTC(p.year - before * y, month - before * m, day - before * d), Date.UTC(p.year + after * y, month + after * m, day + after * d) - 1000];
  }

  function backwards(a, b) {
    var slack = (a.offset === undefined) !== (b.offset === undefined) ? 14 * 3600000 : 0;
    return bounds(b)[1] + slack < bounds(a)[0];
  }

  // --- sets and intervals -----------------------------------------------------

  function parse(s) {
    if (s.indexOf("/") >= 0 && (s[0] !== "[" || s.indexOf("]/") >= 0)) {
      return parseInterval(s);
    }
    return s[0] === "[" ? parseSet(s) : parsePoint(s);
  }

  function parseSet(s) {
    if (!s.endsWith("]") || s.length < 2) {
      return fault(s.indexOf("]") > 0 ? "nothing may follow the closing bracket; put ~, ? or % behind the times inside"
        : "the closing bracket is missing; write [a,b] or [a..b]");
    }
    var inner = s.slice(1, -1), dots = inner.indexOf("..");
    if (/[[\]]/.test(inner)) {
      return fault("one bracket inside another; write [a,b] or [a..b]");
    }
    if (inner.indexOf("/") >= 0) {
      return fault("a set has no intervals inside; write [a..b] for some time between, a/b for the whole span");
    }
    if (inner.indexOf("...") >= 0) {
      return fault("three dots; write two: [a..b]");
    }
    if (dots < 0) {
      return parseList(inner);
    }
    var first = inner.slice(0, dots), last = inner.slice(dots + 2);
    if (inner.indexOf(",") >= 0) {
      return fault("a list and a range in one set; write either [a,b] or [a..b]");
    }
    if (last.indexOf("..") >= 0) {
      return fault("two ranges in one set; write [a..b]");
    }
    if (!first && !last) {
      return fault("a set without times; leave the field out, or write a time on one side: [a..] or [..b]");
    }
    return parsePair(first, last);
  }

  function parseList(inner) {
    var seen = [], texts = inner.split(",");
    for (var i = 0; i < texts.length; i++) {
      if (!texts[i]) {
        return fault("a time is missing in the list; write [a,b]");
      }
      var one = parsePoint(texts[i]);
      if (!one.point) {
        return one;
      }
      if (seen.some(function (p) { return same(p, one.point); })) {
        return fault("the same time twice in one set; name each once");
      }
      seen.push(one.point);
    }
    return seen.length === 1 ? fault("a set of one time; write it without brackets: " + inner) : {};
  }

  function parseInterval(s) {
    var slash = s.indexOf("/"), first = s.slice(0, slash), last = s.slice(slash + 1);
    if (last.indexOf("/") >= 0) {
      return fault("more than one slash; write an interval as a/b");
    }
    if (/[[\]]/.test(s)) {
      return fault("an interval has no sets inside; write a/b with plain times");
    }
    first = first === ".." ? "" : first;
    last = last === ".." ? "" : last;
    if (!first && !last) {
      return fault("an interval without times; leave the field out, or write a time on one side: a/.. or ../b");
    }
    return parsePair(first, last);
  }

  function parsePair(first, last) {
    var a = first ? parsePoint(first) : {}, b;
    if (first && !a.point) {
      return a;
    }
    b = last ? parsePoint(last) : {};
    if (last && !b.point) {
      return b;
    }
    if (a.point && b.point) {
      if (same(a.point, b.point)) {
        return fault("both ends are the same; write the time once: " + first);
      }
      if (backwards(a.point, b.point)) {
        return fault("the second time lies before the first; write the earlier time first");
      }
    }
    return {};
  }

  // --- what to tell people who write times as elsewhere -----------------------

  function reads(s) {
    if (!s || bytes(s) > maxLength) {
      return false;
    }
    var r = parse(s);
    return !r.message && r.shape === undefined;
  }

  function want(problem, right, example) {
    return problem + (reads(right) ? "; write " + right : "; write it like " + example);
  }

  function wantTime(problem, right) { return want(problem, right, "2025-07-23T16:15"); }
  function wantDate(problem, right) { return want(problem, right, "2025-07-23"); }
  function wantSet(problem, right) { return want(problem, right, "[..2025-07-23] or [2025-07-23..]"); }

  function date(y, m, d) { return y + "-" + m.padStart(2, "0") + "-" + d.padStart(2, "0"); }

  function hyphens(m) { return wantDate("year, month and day are joined by hyphens", date(m[1], m[2], m[3])); }

  function dayFirst(m) {
    var problem = "the year stands first, then month and day";
    var a = date(m[3], m[2], m[1]), b = date(m[3], m[1], m[2]);
    if (reads(a) && reads(b) && a !== b) {
      return problem + "; write " + a + " or " + b;
    }
    return wantDate(problem, reads(a) ? a : b);
  }

  function monthName(day, name, year) {
    var at = months.findIndex(function (m) { return m.toLowerCase().startsWith(name.toLowerCase()); });
    if (at < 0) {
      return "";
    }
    return wantDate("months are written in figures", year + "-" + pad(at + 1, 2) + (day ? "-" + day.padStart(2, "0") : ""));
  }

  function season(year, month) {
    var problem = "seasons and quarters are not used, they differ between places; write a range of months";
    function range(first, years, last) {
      var text = "[" + pad(year, 4) + "-" + pad(first, 2) + ".." + pad(year + years, 4) + "-" + pad(last, 2) + "]";
      return reads(text) ? problem + ": " + text : problem + ", as in [2025-06..2025-08]";
    }
    if (month >= 21 && month <= 24) {
      return range(3 * (month - 20), month === 24 ? 1 : 0, month === 24 ? 2 : 3 * (month - 20) + 2);
    }
    if (month >= 33 && month <= 36) {
      return range(3 * (month - 33) + 1, 0, 3 * (month - 33) + 3);
    }
    return month >= 25 && month <= 41 ? problem + ", as in [2025-06..2025-08]" : "";
  }

  function ordinal(m) {
    var problem = "days of the year are not used", year = Number(m[0].slice(0, 4)), day = Number(m[1]);
    var t = new Date(Date.UTC(year, 0, day));
    if (year < 100 || day < 1 || t.getUTCFullYear() !== year) {
      return wantDate(problem, "");
    }
    return wantDate(problem, t.toISOString().slice(0, 10));
  }

  function isoWeek(m) {
    var year = Number(m[1]), week = Number(m[2]), fourth = new Date(0);
    fourth.setUTCFullYear(year, 0, 4);
    var monday = fourth.getTime() + 86400000 * (7 * (week - 1) - (fourth.getUTCDay() + 6) % 7);
    var first = new Date(monday).toISOString().slice(0, 10), last = new Date(monday + 6 * 86400000).toISOString().slice(0, 10);
    if (!reads(first + "/" + last) || week < 1 || week > 53) {
      return "weeks are not used; write a range of days, as in [2025-07-21..2025-07-27]";
    }
    return "weeks are not used; write a range of days: [" + first + ".." + last + "]";
  }

  var wholeRules = [
    [/^[\t\n\f\r ]|[\t\n\f\r ]$/, "space around the time; leave it out"],
    [/^(ongoing|unknown|open|none|null|n\/a)$/i, "a time is wanted here; the words ongoing and unknown are for end only, any other field is left out"],
    [/^(now|today|yesterday|tomorrow)$/i, "this changes every day; write the date, as in 2025-07-23"],
    [/^\{/, "braces mean all of these; write one of these as [a,b], a whole span as a/b"],
    [/^(\d{1,2})\/(\d{1,2})\/(\d{4})/, dayFirst],
    [/^(\d{4})\/(\d{1,2})\/(\d{1,2})/, hyphens],
    [/^(\d{1,2})\/(\d{4})$/, function (m) { return wantDate("the year stands first", m[2] + "-" + m[1].padStart(2, "0")); }],
    [/^(\d{4})\/(\d{2})$/, function (m) { return wantDate("a slash joins the two ends of a span", m[1] + "-" + m[2]); }],
    [/^(?:(?:on or )?before|by|until|up to|<=?) *(\d[^\t\n\f\r ]*)$/i, function (m) { return wantSet("words and signs in front are not read", "[.." + m[1] + "]"); }],
    [/^(?:(?:on or )?after|since|from|>=?) *(\d[^\t\n\f\r ]*)$/i, function (m) { return wantSet("words and signs in front are not read", "[" + m[1] + "..]"); }],
    [/^\[.*, /, "space after the comma; write [a,b]"],
    [/^[^[\]]+,[^[\]]+$/, function (m) { return reads("[" + m[0] + "]") ? "a list without brackets; write [" + m[0] + "]" : ""; }],
    [/^([^[\]/]*)\.\.([^[\]/]*)$/, function (m) { return reads("[" + m[0] + "]") ? "a range without brackets; write [" + m[0] + "] for some time between, a/b for the whole span" : ""; }],
    [/^.*[–—−‐‑].*$/, function (m) {
      var right = m[0].replace(/[–—−‐‑]/g, "-");
      return reads(right) ? "a dash instead of the hyphen; write " + right : "";
    }],
    [/^(\d[^\t\n\f\r ]*) *(?:[–—]| - | to | until ) *(\d[^\t\n\f\r ]*)$/, function (m) {
      return reads(m[1] + "/" + m[2]) ? "write the whole span with a slash, " + m[1] + "/" + m[2] + ", or some time between as [" + m[1] + ".." + m[2] + "]" : "";
    }]
  ];

  var pointRules = [
    [/^\d{9,10}$|^\d{13}$/, function (m) {
      var n = Number(m[0].length === 13 ? m[0].slice(0, 10) : m[0]);
      return wantTime("a count of seconds since 1970 is not readable", new Date(n * 1000).toISOString().slice(0, 19) + "Z");
    }],
    [/^\d{1,2}$/, "a day without its date; write the whole of it, as in 2025-07-23"],
    [/^\d{1,2}[:h]\d/, "a clock time without its date; write the whole of it, as in 2025-07-23T16:15"],
    [/^(.*[^\t\n\f\r ]) +([~?%])$/, function (m) { return wantTime("a space before the qualifier", m[1] + m[2]); }],
    [/^[-+Yy]\d{3,}|^\d{5,7}$/, "the year has four digits, 1900 to 2100; write 2025-07-23"],
    [/^([~?%]|c\.|ca\.?|circa|about|around|approx\.?) *(\d[^\t\n\f\r ]*)$/i, function (m) {
      return wantTime("the qualifier stands at the end", m[2] + (m[1] === "?" || m[1] === "%" ? m[1] : "~"));
    }],
    [/^(.*[^~?%])[~?%]{2,}$/, function (m) { return wantTime("one qualifier is enough; % means both ~ and ?", m[1] + "%"); }],
    [/^[^~?%]+[~?%]./, "the qualifier stands in the middle; write it at the end, where it counts for the whole time"],
    [/^(\d{4}-\d\d-\d\d) +(?:at )?(\d.*)$/, function (m) { return wantTime("a space instead of T between date and clock", m[1] + "T" + m[2].replace(/ /g, "")); }],
    [/^(\d{4}-\d\d-\d\d)t(\d.*)$/, function (m) { return wantTime("a small t instead of T", m[0].toUpperCase()); }],
    [/^.*\d[zx]$/, function (m) { return wantTime("a small letter instead of a capital", m[0].toUpperCase()); }],
    [/^\d{3}[\dxXu](-(\d\d|[xXu]{2}))?(-[xXu]{2})?$/, function (m) { return wantTime("unspecified digits are a capital X", m[0].replace(/[xu]/g, "X")); }],
    [/^(\d\d)?X/, "too vague to be placed; write a decade as 202X, or a range as [2010..2029]"],
    [/^\d{3}X-/, "a decade has no months; write 202X, or a range as [2020-01..2029-12]"],
    [/^(\d{4})-XX-\d\d/, function (m) { return wantTime("a day without its month", m[1] + "-XX"); }],
    [/^(\d{4})-(?:\dX|X\d)/, "one digit of a month unspecified; write XX for the whole month, or a range as [2024-10..2024-12]"],
    [/^(\d{4}-\d\d)-(?:\dX|X\d)/, "one digit of a day unspecified; write XX for the whole day, or a range as [2024-03-20..2024-03-29]"],
    [/^\d{4}(?:-\w\w)?(?:-XX)?T/, "a clock time needs its whole date; write 2025-07-23T16:15, or leave the clock time out"],
    [/^(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:?\d\d)$/, "an offset belongs to a clock time; leave it out"],
    [/^\d{4}-(\d{3})$/, ordinal],
    [/^(\d{4})-?[Ww](\d\d)$/, isoWeek],
    [/^(\d{4})-?[QqHhSs]([1-4])$/, "quarters and halves are not used; write a range of months, as in [2025-04..2025-06]"],
    [/^(\d{4})[.](\d{1,2})[.](\d{1,2})/, hyphens],
    [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, function (m) { return wantDate("month and day have two digits", date(m[1], m[2], m[3])); }],
    [/^(\d{4})-(\d)$/, function (m) { return wantDate("the month has two digits", m[1] + "-0" + m[2]); }],
    [/^(\d{1,2})[.-](\d{1,2})[.-](\d{4})/, dayFirst],
    [/^(\d{1,2})[./-](\d{4})$/, function (m) { return wantDate("the year stands first", m[2] + "-" + m[1].padStart(2, "0")); }],
    [/^\d\d[./-]\d\d[./-]\d\d$/, "the year has four digits and stands first; write 2025-07-23"],
    [/^(\d{4})(\d\d)(\d\d)$/, function (m) { return wantDate("the hyphens are missing", date(m[1], m[2], m[3])); }],
    [/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?Z?$/, function (m) { return wantTime("hyphens and colons are missing", date(m[1], m[2], m[3]) + "T" + m[4] + ":" + m[5]); }],
    [/^(\d{1,2})?\.? *([a-z]{3,9})\.? *(?:(\d{1,2})(?:st|nd|rd|th)?,)? *(\d{4})$/i, function (m) { return monthName((m[1] || "") + (m[3] || ""), m[2], m[4]); }],
    [/^(spring|summer|autumn|fall|winter) *(\d{4})$/i, function (m) {
      return season(Number(m[2]), { spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 }[m[1].toLowerCase()]);
    }],
    [/^(\d{4}-\d\d-\d\d)T(\d\d)$/, function (m) {
      var hour = m[1] + "T" + m[2];
      if (!reads(hour + ":00")) {
        return "there is no hour " + m[2] + "; write 00 to 23, then the minutes, as in 2025-07-23T16:15";
      }
      return "the minutes are missing; write " + hour + ":00~ for about that time, or [" + hour + ":00.." + hour + ":59] for some time in that hour";
    }],
    [/^(\d{4}-\d\d-\d\dT)(\d{1,2})[h.]?:?(\d\d)$/, function (m) { return wantTime("hours and minutes have two digits each, with a colon between", m[1] + m[2].padStart(2, "0") + ":" + m[3]); }],
    [/T\d\d:(?:\d|\d\d:\d)$/, "minutes and seconds have two digits, as in 2025-07-23T16:05"],
    [/T[^\t\n\f\r ]* *[ap]\.?m\.?$/i, "am and pm are not used; write 00:00 to 23:59, as in 2025-07-23T16:15"],
    [/^(.*T\d\d:\d\d:\d\d)[.,]\d+(.*)$/, function (m) { return wantTime("parts of a second are not kept", m[1] + m[2]); }],
    [/^(.*T\d\d:\d\d(?::\d\d)?)([+-]\d\d)(\d\d)?$/, function (m) { return wantTime("the offset has hours and minutes with a colon", m[1] + m[2] + ":" + (m[3] || "00")); }],
    [/^(.*T\d\d:\d\d(?::\d\d)?[+-])(\d)(:\d\d)?$/, function (m) { return wantTime("the offset has hours and minutes of two digits", m[1] + "0" + m[2] + (m[3] || ":00")); }],
    [/^(.*T\d\d:\d\d(?::\d\d)?) *(?:UTC|GMT)$/, function (m) { return wantTime("the letter Z stands for UTC", m[1] + "Z"); }],
    [/^.*T\d\d:\d\d(?::\d\d)? *[A-Za-z]/, "names of zones are not used; write Z for UTC or an offset such as +02:00"],
    [/[^\u0000-\u007f]/, "only plain digits, letters and signs are read; write 2025-07-23"]
  ];

  function firstAnswer(rules, s) {
    for (var i = 0; i < rules.length; i++) {
      var m = rules[i][0].exec(s);
      var answer = m && (typeof rules[i][1] === "string" ? rules[i][1] : rules[i][1](m));
      if (answer) {
        return answer;
      }
    }
    return "";
  }

  function explain(text, message) {
    return quote(text) + ": " + message;
  }

  // time gives what is wrong with an uncertain time, or "". With interval, a
  // span a/b is taken too.
  builder.time = function (text, interval) {
    if (bytes(text) > maxLength) {
      return quote(cut(text)) + ": longer than 100 bytes; write one time, set or interval";
    }
    var result = parse(text);
    if (!result.message && result.shape === undefined) {
      if (!interval && text.indexOf("/") >= 0) {
        return quote(text) + " is a span of time, want one time: write \"[" + text.replace("/", "..") + "]\" for some time between";
      }
      return "";
    }
    return explain(text, firstAnswer(wholeRules, text) || result.message || firstAnswer(pointRules, result.shape) ||
      "not a time; write 2025, 2025-07, 2025-07-23 or 2025-07-23T16:15");
  };

  builder.end = function (text) {
    return text === "ongoing" || text === "unknown" ? "" : builder.time(text);
  };

  // --- lengths of time ----------------------------------------------------------

  var maxSeconds = 290 * 365 * 86400;

  function iso(m, about, right) {
    return "lengths of time are written as in ISO 8601; write " + right + (about ? "~" : "");
  }

  var lengthRules = [
    [/^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:h|hours?|hrs?|std)$/i, function (m) { return iso(m, m[1], "PT" + m[2] + "H"); }],
    [/^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:m|min|mins|minutes?)$/i, function (m) { return iso(m, m[1], "PT" + m[2] + "M"); }],
    [/^(about |ca\.? |circa )?p?(\d+) *(?:d|days?)$/i, function (m) { return iso(m, m[1], "P" + m[2] + "D"); }],
    [/^(about |ca\.? |circa )?(?:pt)?(\d+) *(?:h|hours?),? *(?:and )?(\d+) *(?:m|min|minutes?)?$/i, function (m) { return iso(m, m[1], "PT" + m[2] + "H" + m[3] + "M"); }],
    [/[\t\n\f\r ]/, "a space; write it without, as in PT1H50M"],
    [/^(ongoing|unknown)$/i, "a length of time is wanted here; leave the field out when it is not known"],
    [/^[-+]/, "a sign; a length of time has none, write PT4H"],
    [/^(\d+)$/, "the unit is missing; write PT30M for minutes, PT4H for hours or P2D for days"],
    [/^P?T?\d*[.,]\d+H/, "fractions are not used; write minutes, as in PT1H30M"],
    [/^P\d*[.,]\d+D/, "fractions are not used; write hours, as in P1DT12H"],
    [/\d[.,]\d/, "fractions are not used; write the next smaller unit, as in PT1H30M or P1DT12H"],
    [/^(\d+):(\d\d)(:\d\d)?$/, function (m) { return "a clock time; write PT" + m[1] + "H" + m[2] + "M for a length of time"; }],
    [/^\d{4}-\d\d/, "a date; write a length of time such as P2D or PT4H"],
    [/[a-z]/, "small letters; write capitals, as in PT1H50M"],
    [/^P.*\d$/, "the last unit is missing; write D, H, M or S behind the figure, as in PT4H"]
  ];

  function lengthMistake(s) {
    return fault(firstAnswer(lengthRules, s) || "not a length of time; write P2D, PT4H, PT1H50M or P1DT2H30M");
  }

  function unitSize(name, clock) {
    switch (name) {
    case "Y":
      return { message: "years differ in length; write days, as in P365D" };
    case "W":
      return { size: 604800 };
    case "D":
      return clock ? { message: "days stand before the T; write P2D or P2DT4H" } : { size: 86400 };
    case "H": case "S":
      return clock ? { size: name === "H" ? 3600 : 1 } : { message: "a T is missing before the time units; write PT4H or P1DT2H30M" };
    case "M":
      return clock ? { size: 60 } : { message: "months differ in length; write days, as in P30D, or PT30M for minutes" };
    }
    return {};
  }

  // parseLength gives {seconds} or {message}.
  function parseLength(s) {
    if (s[0] !== "P") {
      return lengthMistake(s);
    }
    var at = 1, total = 0, unit = 0, last = Infinity, clock = false;
    while (at < s.length) {
      if (!clock && s[at] === "T") {
        clock = true;
        if (++at === s.length) {
          return fault("nothing follows the T; write PT4H, or P2D without T");
        }
        continue;
      }
      var figures = /^[0-9]*/.exec(s.slice(at))[0];
      at += figures.length;
      if (!figures || at === s.length) {
        return lengthMistake(s);
      }
      var n = Math.min(Number(figures), maxSeconds + 1), u = unitSize(s[at], clock);
      if (u.message) {
        return u;
      }
      if (!u.size) {
        return lengthMistake(s);
      }
      if (u.size >= last) {
        return fault("the units are out of order; write days, then hours, minutes and seconds, each once");
      }
      if (unit === 604800 || u.size === 604800 && (unit || at + 1 < s.length)) {
        return fault("weeks stand alone; write days instead, as in P16D");
      }
      at++;
      total += n * u.size;
      if (n > maxSeconds || total > maxSeconds) {
        return fault("longer than 290 years; check the figures");
      }
      last = unit = u.size;
    }
    return unit ? { seconds: total } : fault("nothing follows the P; write P2D for days or PT4H for hours");
  }

  function durationFault(s) {
    var body = s, approximate = false, mark = /[~?%]$/.exec(s);
    if (mark) {
      body = s.slice(0, -1);
      approximate = mark[0] !== "?";
    }
    var at = body.search(/[~?%]/);
    if (at >= 0) {
      return at === body.length - 1 ? "more than one qualifier; write ~ approximate, ? uncertain or % for both"
        : "the qualifier stands in the middle; write it at the very end, as in PT4H~ or [PT3H..PT4H]~";
    }
    if (body[0] !== "[") {
      return parseLength(body).message || "";
    }
    if (!body.endsWith("]")) {
      return "the closing bracket is missing or not at the end; write [PT3H..PT4H]";
    }
    var inner = body.slice(1, -1), dots = inner.indexOf("..");
    if (dots < 0) {
      return "a set of lengths is a range; write [PT3H..PT4H], [PT3H..] for at least, or [..PT4H] for at most";
    }
    var first = inner.slice(0, dots), last = inner.slice(dots + 2);
    if (last[0] === ".") {
      return "three dots; write two: [PT3H..PT4H]";
    }
    if (!first && !last) {
      return "a set without lengths; leave the field out, or write [PT3H..] or [..PT4H]";
    }
    var low = first ? parseLength(first) : { seconds: 0 };
    if (low.message) {
      return low.message;
    }
    if (!last) {
      return low.seconds ? "" : "at least nothing says nothing; leave the field out";
    }
    var high = parseLength(last);
    if (high.message) {
      return high.message;
    }
    if (high.seconds < low.seconds) {
      return "the second length is the shorter one; write [shorter..longer]";
    }
    return high.seconds === low.seconds && first && !approximate ? "both lengths are the same; write it without brackets: " + first : "";
  }

  // duration gives what is wrong with a length of time, or "".
  builder.duration = function (text) {
    if (bytes(text) > maxLength) {
      return quote(cut(text)) + ": longer than 100 bytes; write one length of time such as PT4H";
    }
    var message = durationFault(text);
    return message && quote(text) + ": " + message;
  };

  builder.quote = quote;
})(typeof window === "undefined" ? globalThis : window);
