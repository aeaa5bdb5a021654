// What the record builder knows of records: what is wrong with a value or a
// record, in the generator's own words, and how a record is written as YAML.
// Without access to the page. Classic script: it adds to the global
// RecordBuilder and needs builder-data.js and builder-times.js before it.
//
// A record is a plain object with the names of the fields. Values are text, a
// list of text, a list of rows (objects), or an object for a mapping; a fact is
// text or an object with value, sources and note. Empty values are left out.
(function (root) {
  "use strict";

  var builder = root.RecordBuilder, data = builder.data, quote = builder.quote;

  function say(id, values) {
    return data.messages[id].replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  function shorten(text) {
    var runes = Array.from(text);
    return runes.length <= 60 ? text : runes.slice(0, 60).join("") + "…";
  }

  function quoted(text) { return quote(shorten(text)); }

  // --- the nearest word, as the generator finds it ------------------------------

  function fold(s) { return s.toLowerCase().replace(/[_ .]/g, "-"); }

  function distance(a, b, limit) {
    var x = Array.from(a), y = Array.from(b), older, old, row, i, j;
    if (Math.abs(x.length - y.length) >= limit) {
      return limit;
    }
    old = y.map(function (_, k) { return k; }).concat(y.length);
    for (i = 1; i <= x.length; i++) {
      row = [i];
      for (j = 1; j <= y.length; j++) {
        row[j] = Math.min(row[j - 1] + 1, old[j] + 1, old[j - 1] + (x[i - 1] === y[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      if (Math.min.apply(null, row) >= limit) {
        return limit;
      }
      older = old;
      old = row;
    }
    return old[y.length];
  }

  function related(a, b) {
    if (a.length > b.length) {
      return related(b, a);
    }
    return b.startsWith(a + "-") || b.startsWith(a) && b.length - a.length <= 3;
  }

  function nearest(word, candidates) {
    var folded = fold(word), limit = Math.max(1, Math.floor(Array.from(folded).length / 3));
    var best = "", bestCost = limit + 1;
    if (folded.length > 100) {
      return "";
    }
    candidates.slice().sort().forEach(function (c) {
      var cost = distance(folded, fold(c), bestCost);
      if (cost >= bestCost && folded.length >= 4 && c.length >= 4 && related(folded, fold(c))) {
        cost = limit;
      }
      if (cost < bestCost) {
        best = c;
        bestCost = cost;
      }
    });
    return best;
  }

  function didYouMean(word, candidates) {
    var best = nearest(word, candidates);
    return best && say("didYouMean", { nearest: quote(best) });
  }

  // --- one value -------------------------------------------------------------------

  function choice(text, values) {
    if (values.indexOf(text) >= 0) {
      return "";
    }
    var message = say("unknown", { value: quoted(text) }), hint = didYouMean(text, values);
    if (hint) {
      return message + hint;
    }
    if (values.length <= 12) {
      return message + say("wantOne", { values: values.join(", ") });
    }
    return message + say("wantOneOf", { values: values.slice(0, 8).join(", "), n: values.length });
  }

  // slug makes the nearest id from any text.
  builder.slug = function (text) {
    return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  };

  builder.id = function (text) {
    var size = new TextEncoder().encode(text).length;
    if (size < 2 || size > 80) {
      return say(size < 2 ? "idShort" : "idLong", { value: quoted(text), n: size });
    }
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) {
      return "";
    }
    var fixed = builder.slug(text);
    return say("idForm", { value: quoted(text) }) + (fixed && fixed !== text ? say("idExample", { fixed: quoted(fixed) }) : "");
  };

  function number(text) {
    if (!/^(0|[1-9][0-9]*)(\.[0-9]+)?$/.test(text)) {
      return say("number", { value: quoted(text) });
    }
    return Number(text) > 1e15 ? say("numberLarge", { value: quoted(text) }) : "";
  }

  builder.quantity = function (text) {
    if (text[0] !== "[") {
      return number(text.replace(/~$/, ""));
    }
    var m = /^\[(.*?)\.\.(.*)\]$/.exec(text);
    if (!m || !m[1] && !m[2]) {
      return say("range", { value: quoted(text) });
    }
    var problem = m[1] && number(m[1]) || m[2] && number(m[2]);
    if (!problem && m[1] && m[2] && Number(m[1]) >= Number(m[2])) {
      problem = say("rangeOrder", { value: quoted(text) });
    }
    return problem;
  };

  function day(text) {
    var m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    var t = m && new Date(Date.UTC(2000, m[2] - 1, m[3]));
    if (t) {
      t.setUTCFullYear(Number(m[1]), m[2] - 1, m[3]);
    }
    return t && t.getUTCMonth() === m[2] - 1 && t.getUTCDate() === Number(m[3]) ? "" : say("day", { value: quoted(text) });
  }

  function country(text) {
    if (data.countries[text]) {
      return "";
    }
    var upper = text.trim().toUpperCase(), found = upper === "UK" ? "GB" : data.countries[upper] ? upper : "";
    found = found || Object.keys(data.countries).find(function (code) { return data.countries[code].toUpperCase() === upper; });
    return found ? say("countryMeant", { value: quoted(text), nearest: quote(found) }) : say("country", { value: quoted(text) });
  }

  function zone(text) {
    try {
      new Intl.DateTimeFormat("en", { timeZone: text });
      return /^[+-]/.test(text) ? say("zone", { value: quoted(text) }) : "";
    } catch (e) {
      return say("zone", { value: quoted(text) });
    }
  }

  function url(text) {
    var value = quoted(text), u;
    if (/[^\S ]|\\|\p{C}/u.test(text)) {
      return say("urlSpace", { value: value });
    }
    if (text.trim() !== text) {
      return say("urlEnds", { value: value });
    }
    if (/^[^:/?#]+\.[^:]*$/.test(text)) {
      return say("urlRelative", { value: value, nearest: quote("https://" + shorten(text)) });
    }
    if (!/^https?:\/\//i.test(text)) {
      return say("urlScheme", { value: value });
    }
    try {
      u = new URL(text);
    } catch (e) {
      return say("urlHost", { value: value });
    }
    if (u.username || u.password) {
      return say("urlUser", { value: value });
    }
    return u.hostname.indexOf(".") < 0 ? say("urlHost", { value: value }) : "";
  }

  function words(text, f) {
    var n = Array.from(text.trim().normalize("NFC")).length;
    if (!/[^\p{C}\p{Z}\u115f\u1160\u3164\uffa0\u2800]/u.test(text)) {
      return say("blank", {});
    }
    if (f.kind === "line" && /[\n\t]/.test(text.trim())) {
      return say("oneLine", {});
    }
    return f.max && n > f.max ? say("tooLong", { n: n, max: f.max }) : "";
  }

  // value gives what is wrong with one value of a field, or "".
  builder.value = function (f, text) {
    switch (f.kind) {
    case "line": case "markdown":
      return words(text, f);
    case "id": case "ref": case "source":
      return builder.id(text);
    case "alias":
      return text.indexOf(":") < 0 && builder.id(text) ? say("aliasForm", { problem: builder.id(text) }) : "";
    case "time":
      return builder.time(text);
    case "span":
      return builder.time(text, true);
    case "end":
      return builder.end(text);
    case "duration":
      return builder.duration(text);
    case "quantity":
      return builder.quantity(text);
    case "day":
      return day(text);
    case "country":
      return country(text);
    case "zone":
      return zone(text);
    case "language":
      return /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/.test(text) ? "" : say("language", { value: quoted(text) });
    case "choice":
      return choice(text, f.choices.map(function (c) { return c[0]; }));
    case "yes-no":
      return choice(text, ["true", "false"]);
    case "number":
      return /^[0-9]+$/.test(text) ? "" : say("wholeNumber", { value: quoted(text) });
    case "url":
      return url(text);
    }
    return "";
  };

  // --- a whole record -----------------------------------------------------------------

  function given(value) {
    if (Array.isArray(value)) {
      return value.length > 0;
    }
    return value !== undefined && value !== "" && (typeof value !== "object" || Object.keys(value).length > 0);
  }

  function lower(meaning) {
    var first = meaning.split(". ")[0].replace(/\.$/, "");
    return first.charAt(0).toLowerCase() + first.slice(1);
  }

  function mapping(fields, value, path, report) {
    fields.forEach(function (f) {
      var at = path ? path + "." + f.name : f.name, v = value[f.name];
      if (given(v)) {
        one(f, v, at, report);
      } else if (f.required) {
        report(at, say("missing", { name: quote(f.name), meaning: lower(f.meaning) }));
      }
    });
  }

  function one(f, v, at, report) {
    var message;
    if (Array.isArray(v)) {
      if (f.entries && v.length > f.entries) {
        report(at, say("listTooLong", { n: v.length, max: f.entries }));
        return;
      }
      v.forEach(function (entry, i) {
        one(f, entry, at + "[" + i + "]", report);
        if (typeof entry === "string" && v.indexOf(entry) < i) {
          report(at + "[" + i + "]", say("twice", { value: quoted(entry) }));
        }
      });
    } else if (typeof v === "object") {
      mapping(f.fields, v, at, report);
    } else {
      message = builder.value(f, v);
      if (message) {
        report(at, message);
      }
    }
  }

  function eachSources(value, path, visit) {
    Object.keys(value).forEach(function (name) {
      var v = value[name], at = path ? path + "." + name : name;
      if (name === "sources" && path) {
        v.forEach(function (id, i) { visit(at + "[" + i + "]", id); });
      } else if (Array.isArray(v) && name !== "sources") {
        v.forEach(function (row, i) {
          if (typeof row === "object") {
            eachSources(row, at + "[" + i + "]", visit);
          }
        });
      } else if (v && typeof v === "object" && !Array.isArray(v)) {
        eachSources(v, at, visit);
      }
    });
  }

  function sources(r, report) {
    var ids = [];
    (r.sources || []).forEach(function (s, i) {
      if (s.id && ids.indexOf(s.id) >= 0) {
        report("sources[" + i + "].id", say("sourceTwice", { value: quote(s.id) }));
      }
      ids.push(s.id || "");
      if (!s.url && !s.note) {
        report("sources[" + i + "]", say("sourceAddress", { value: quote(s.id || "") }));
      }
    });
    eachSources(r, "", function (at, id) {
      if (id && ids.indexOf(id) < 0) {
        report(at, say("sourceUnknown", { value: quote(id), hint: didYouMean(id, ids) }));
      }
    });
  }

  function claims(list, report) {
    list.forEach(function (c, i) {
      var at = "claims[" + i + "]", by = c.superseded_by, n = Number(by);
      if (c.status === "superseded" && !by) {
        report(at + ".status", say("supersededBy", {}));
      } else if (by && c.status && c.status !== "superseded") {
        report(at + ".superseded_by", say("supersededNot", { value: quote(c.status) }));
      } else if (by && /^[0-9]+$/.test(by) && (n < 1 || n > list.length)) {
        report(at + ".superseded_by", say("supersededNone", { n: n, count: list.length }));
      } else if (by && n === i + 1) {
        report(at + ".superseded_by", say("supersededSelf", { n: n }));
      }
    });
  }

  // highest gives the greatest number that a quantity allows; 0 when it is open.
  function highest(quantity) {
    return Number(quantity.replace(/^\[.*\.\.|[~\]]/g, ""));
  }

  function incident(r, report) {
    var cause = r.root_cause, value = cause && (cause.value || typeof cause === "string" && cause);
    var status = cause && cause.status;
    sources(r, report);
    if (value === "unknown" && status) {
      report("root_cause.status", say("causeUnknown", {}));
    } else if (value && value !== "unknown" && !status) {
      report("root_cause", say("causeStatus", { value: quote(value) }));
    }
    claims(r.claims || [], report);
    (r.impacts || []).forEach(function (x, i) {
      if (x.share && !builder.quantity(x.share) && highest(x.share) > 100) {
        report("impacts[" + i + "].share", say("share", { value: quote(x.share) }));
      }
    });
    if (r.published && r.modified && !day(r.published) && !day(r.modified) && r.modified < r.published) {
      report("modified", say("modifiedBefore", { modified: r.modified, published: r.published }));
    }
  }

  // check lists what is wrong with a record: {field, message}, in the order of
  // the fields.
  builder.check = function (kind, record) {
    var findings = [];
    function report(field, message) { findings.push({ field: field, message: message }); }
    mapping(data.records[kind].fields, record, "", report);
    if (kind === "incident") {
      incident(record, report);
    }
    return findings;
  };

  // --- YAML ----------------------------------------------------------------------------

  // typed is what some reader of YAML would not take for text.
  var typed = /^([-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?|0[xob][0-9a-fA-F_]+|[-+]?\.(inf|nan)|true|false|yes|no|on|off|y|n|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \t].*)?)$/i;

  function scalar(f, text, flow) {
    var words = ["line", "markdown", "id", "ref", "source", "alias", "url", "country", "language", "zone"].indexOf(f.kind) >= 0;
    var plain = text && !/^[-?:,[\]{}#&*!|>'"%@`]|^\.\.\./.test(text) && !/: | #|:$|[\n\t]/.test(text) && text.trim() === text &&
      !/[\p{C}\u2028\u2029]/u.test(text) && !/^(~|null|<<)$/i.test(text) && !(words && typed.test(text)) && !(flow && /[,[\]{}]/.test(text));
    if (plain) {
      return text;
    }
    if (/["\\]/.test(text) && !/['\n\t]/.test(text)) {
      return "'" + text + "'";
    }
    return '"' + text.replace(/["\\]/g, "\\$&").replace(/\n/g, "\\n").replace(/\t/g, "\\t") + '"';
  }

  var lineWidth = 160; // as the generator's fmt has it

  function size(text) { return Array.from(text).length; }

  // wrapped breaks text at single spaces, where lines would be too long.
  function wrapped(text, indent) {
    var out = "", line = "";
    text.split(/(?<! ) (?! )/).forEach(function (word) {
      if (line && size(indent + line + word) + 1 > lineWidth) {
        out += indent + line + "\n";
        line = word;
      } else {
        line = line ? line + " " + word : word;
      }
    });
    return out + indent + line + "\n";
  }

  // block writes text of several lines or sentences below its field.
  function block(f, text, lead, indent) {
    text = text.trim().replace(/\r\n?/g, "\n").replace(/\t/g, " ").replace(/ +$/gm, "");
    indent += "  ";
    if (text.indexOf("\n") < 0 && (f.max <= 1000 || size(indent + text) > lineWidth)) {
      return lead + ">-\n" + wrapped(text, indent);
    }
    return lead + "|\n" + text.split("\n").map(function (l) { return (l && indent + l) + "\n"; }).join("");
  }

  function list(f, values, indent) {
    var line = "[" + values.map(function (x) { return scalar(f, x, true); }).join(", ") + "]", lead = indent + f.name + ":";
    if (values.length > 1 && size(lead + " " + line) > lineWidth) {
      return lead + "\n" + values.map(function (x) { return indent + "  - " + scalar(f, x, true) + "\n"; }).join("");
    }
    return lead + " " + line + "\n";
  }

  function write(fields, value, indent) {
    var out = "";
    fields.forEach(function (f) {
      var v = value[f.name], lead = indent + f.name + ": ";
      if (!given(v)) {
        return;
      }
      if (Array.isArray(v) && f.kind === "rows") {
        out += indent + f.name + ":\n";
        v.forEach(function (row) {
          out += indent + "  - " + write(f.fields, row, indent + "    ").slice(indent.length + 4);
        });
      } else if (Array.isArray(v)) {
        out += list(f, v, indent);
      } else if (typeof v === "object") {
        out += indent + f.name + ":\n" + write(f.fields, v, indent + "  ");
      } else if (f.kind === "markdown") {
        out += block(f, v, lead, indent);
      } else {
        out += lead + scalar(f, v, false) + "\n";
      }
    });
    return out;
  }

  // yaml writes a record as it stands in its file.
  builder.yaml = function (kind, record) {
    return data.records[kind].modeline + write(data.records[kind].fields, record, "");
  };

  // fileName gives the id and the path of a new record, from its title or name
  // and its start.
  builder.fileName = function (kind, record) {
    var name = builder.slug((record.title || record.short_name || record.name || "").normalize("NFD").replace(/\p{Mn}/gu, "").replace(/ß/g, "ss"));
    var start = record.start && (record.start.value || record.start) || "";
    var date = /(\d{4})(-\d\d(-\d\d)?)?/.exec(start), id = name;
    if (kind === "incident") {
      id = (date ? date[0] : "YEAR") + "-" + (name || "what-happened");
    }
    id = id.slice(0, 80).replace(/-+[^-]*$/, function (tail) { return id.length > 80 ? "" : tail; });
    return { id: id, path: data.records[kind].folder.replace("YEAR", date ? date[1] : "YEAR") + "/" + id + ".yaml" };
  };

  // newFile gives the address of the repository's page for a new file, filled in,
  // or "" when it would be too long for servers to take.
  builder.newFile = function (repository, branch, path, text) {
    var address = repository.replace(/\/+$/, "") + "/new/" + encodeURIComponent(branch) +
      "?filename=" + encodeURIComponent(path) + "&value=" + encodeURIComponent(text);
    return address.length <= 8000 ? address : "";
  };
})(typeof window === "undefined" ? globalThis : window);
