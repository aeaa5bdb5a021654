// The part of the search engine that only phrases, filters, facets and other
// orders need; search.js loads it like a file of the index and hands it its tools.
_s((segments, chunkSize, perLinks, fold, value, upTo, all, once, near, terms, segmentOf) => {
  "use strict";

  // ---- Numbers of one to five characters ----

  const numbers = (s) => {
    let i = 0;
    const digits = (n, v = 0) => n ? digits(n - 1, v * 91 + value(s, i++)) : v;
    const next = () => {
      if (s[i] == " ") return i++, 772741 + digits(4);
      const v = value(s, i++);
      return v < 60 ? v : v < 88 ? 60 + digits(1, v - 60) : v < 90 ? 2608 + digits(2, v - 88) : 19170 + digits(3);
    };
    next.more = () => i < s.length;
    return next;
  };

  // hash is FNV-1a.
  const hash = (s) => {
    let h = 0x811c9dc5;
    for (const c of new TextEncoder().encode(s)) h = Math.imul(h ^ c, 0x01000193);
    return h >>> 0;
  };

  // ---- Phrases ----

  // links returns for each document of a term what follows it there: the hashes
  // of the next words, modulo 43; all but the last of a document are 43 higher.
  const links = async (seg, term) => {
    const part = (await seg.file("p" + Math.floor(term.shard / perLinks)))[term.shard % perLinks].match(/[N-~]*[ -M]/g);
    let i = 0;
    for (const t of await terms(seg, term.shard)) {
      if (t == term) return part.slice(i);
      if (t.text[0] != ":") i += t.docs.length;
    }
  };

  // findPhrase fills phrase.list with the documents that have the words in a row.
  const findPhrase = async (phrase) => {
    phrase.list = (await all(segments, async (seg) => {
      const found = await all(phrase.words, async ({ text }) => (await near(seg, text)).find((t) => t.text == text));
      if (found.some((t) => !t)) return [];
      const docs = found[0].docs.filter((d) => found.every((t) => t.docs.includes(d)));
      if (!docs.length) return [];
      const index = found.map((t) => new Map(t.docs.map((d, i) => [d, i])));
      const term = { text: "", docs: [], weights: [] };
      const lists = await all(found.slice(0, -1), (t) => links(seg, t));
      const wanted = phrase.words.slice(1).map(({ text, at }, k) => hash(" ".repeat(at - phrase.words[k].at - 1) + text) % 43);
      for (const d of docs) {
        const i = index.map((m) => m.get(d));
        if (wanted.every((next, k) => [...lists[k][i[k]]].some((c) => value(c, 0) % 43 == next))) {
          term.docs.push(d);
          term.weights.push(Math.min(255, found.reduce((sum, t, k) => sum + t.weights[i[k]], 0)));
        }
      }
      return term.docs.length ? [[term, 20]] : [];
    })).flat();
  };

  // ---- Columns: what filters, facets and sorting need to know of each document ----

  const keys = ["type", "cause", "sector", "country", "year", "service", "organisation", "duration", "before", "after"];
  // For each key a value a document; services as numbers, all others as lists of ids.
  const columns = keys.map(() => []), labels = keys.map(() => new Map());
  const spans = [], starts = [], durations = [];
  const dayOf = (y, m = 0, d = 1) => Date.UTC(y, m, d) / 864e5;

  // readRuns calls set(document, numbers) for each document from first on.
  const readRuns = (s, first, set) => {
    const next = numbers(s);
    while (next.more()) {
      const values = upTo(1, next()).map(next);
      for (let n = next(); n-- >= 0;) set(first++, values);
    }
  };

  const openFacets = once(() => all(segments, async (seg) => {
    const values = await seg.file("f"), years = numbers(values[0]), more = numbers(values[1]);
    let year = 0, doc = seg.base;
    while (years.more()) {
      year += years();
      for (let n = years(); n--;) columns[4][doc++] = year;
    }
    for (doc = seg.base; more.more();) {
      doc += more();
      spans[doc++] = more();
    }
    for (let k = 0; k < 4; k++) {
      const ids = values[k + 2].split("\n").map((l) => {
        const i = l.indexOf(" "), id = i < 0 ? l : l.slice(0, i);
        labels[k].set(id, i < 0 ? l : l.slice(i + 1));
        return id;
      });
      readRuns(values[k + 6], seg.base, (d, numbers) => columns[k][d] = numbers.map((n) => ids[n]));
    }
  }));

  // The columns in chunks: a has starts, u durations, v services.
  const readers = {
    a: (s, doc) => {
      for (const next = numbers(s); next.more(); doc++) {
        const code = next(), year = columns[4][doc], first = dayOf(year), lo = code > 13 ? first + code - 14 : code > 12 ? first + next() : code ? dayOf(year, code - 1) : first;
        starts[doc] = [lo, code > 13 ? lo : code > 12 ? lo + next() : code ? dayOf(year, code) - 1 : dayOf(year + 1) - 1];
      }
    },
    u: (s, doc) => {
      const next = numbers(s), seconds = () => {
        const v = next();
        return v % 2 ? v >> 1 : (v >> 1) * 60;
      };
      while (next.more()) {
        doc += next();
        const lo = seconds();
        durations[doc++] = [lo, next() ? lo + seconds() : 1 / 0];
      }
    },
    v: (s, doc) => readRuns(s, doc, (d, numbers) => columns[5][d] = numbers),
  };
  const chunk = once(async (name, kind, seg, k) => readers[kind]((await seg.file(kind + k))[0], seg.base + k * chunkSize));
  const column = (kind, docs) => all([...new Set(docs.map((d) => {
    const seg = segmentOf(d);
    return segments.indexOf(seg) + " " + Math.floor((d - seg.base) / chunkSize);
  }))], (name) => {
    const [i, k] = name.split(" ");
    return chunk(kind + name, kind, segments[i], +k);
  });

  // ---- Filters ----

  // within says how sure it is that a value between a and b lies from lo to hi: 0 no, 1 possibly, 2 yes.
  const within = (a, b, lo, hi) => b < lo || a > hi ? 0 : a >= lo && b <= hi ? 2 : 1;

  // period returns the first and last day of a year, month or day.
  const period = (s) => {
    const m = /^([1-9]\d{3})(?:-(0[1-9]|1[0-2]))?(?:-([0-3]\d))?$/.exec(s);
    return m && (m[3] ? [dayOf(m[1], m[2] - 1, m[3]), dayOf(m[1], m[2] - 1, m[3])] : m[2] ? [dayOf(m[1], m[2] - 1), dayOf(m[1], m[2]) - 1] : [dayOf(m[1]), dayOf(+m[1] + 1) - 1]);
  };
  const units = { s: 1, m: 60, min: 60, h: 3600, d: 86400, w: 604800 };
  const seconds = (s) => {
    if (!/^(\d+(\.\d+)?(s|m|min|h|d|w))+$/.test(s)) return;
    let sum = 0;
    s.replace(/([\d.]+)([a-z]+)/g, (_, n, u) => sum += Math.round(n * units[u]));
    return [sum, sum];
  };
  // range reads a, a..b, a.. and ..b.
  const range = (s, read) => {
    const [a, b] = s.split(".."), lo = read(a), hi = b == null ? lo : read(b);
    return (lo || !a && b) && (hi || !b) ? [a ? lo[0] : -1 / 0, b == null || b ? hi[1] : 1 / 0] : null;
  };

  // filterTerm names the list of documents of a service or organisation.
  const filterTerm = (key, id) => ":" + keys[key][0] + (hash(id.toLowerCase()) % 36 ** 5).toString(36);

  // makeTest returns how sure it is that a document meets a value of a filter, as
  // a function, or for services and organisations the name of the list that says so.
  const makeTest = (key, v) => {
    let lo, hi, r, m;
    if (key == 5 || key == 6) return filterTerm(key, v);
    if (key < 4) {
      v = fold(v);
      return (d) => columns[key][d].some((id) => fold(id) == v || fold(labels[key].get(id)) == v) ? 2 : 0;
    }
    if (key == 7) {
      m = /^([<>]?)(=?)(.*)$/.exec(v.toLowerCase());
      r = range(m[3], seconds);
      if (!r) return;
      [lo, hi] = m[1] == ">" ? [r[0] + !m[2], 1 / 0] : m[1] ? [0, r[1] - !m[2]] : r;
      return (d) => durations[d] ? within(...durations[d], lo, hi) : 0;
    }
    r = range(v, period);
    if (!r) return;
    [lo, hi] = key == 8 ? [-1 / 0, r[0] - 1] : key == 9 ? [r[1] + 1, 1 / 0] : r;
    return (d) => within(...starts[d] || [dayOf(columns[4][d]), dayOf(columns[4][d] + 1 + (spans[d] || 0)) - 1], lo, hi);
  };

  // tidy makes typographic quotes plain and joins keys to their values.
  const tidy = (text) => text.replace(/[“”„«»]/g, '"').replace(/(^|[\s-])([a-zA-Z]+):\s+/g, (all, start, key) => keys.includes(key.toLowerCase()) ? start + key + ":" : all);

  // filter adds a piece of the query to the filters; it returns false if it is none.
  const filter = (filters, raw, minus, name, v, plain, isPhrase) => {
    const given = (name || "").toLowerCase();
    let key = keys.indexOf(given == "date" ? "year" : given);
    if (key < 0 && !isPhrase && /^[12]\d{3}-\d\d(-\d\d)?$/.test(plain)) {
      key = 4;
      v = plain;
    }
    const tests = key < 0 ? [] : v.split(",").filter((x) => x).map((x) => makeTest(key, x));
    if (tests[0] && tests.every((x) => x)) return filters.push({ key, minus, tests, v, shown: [minus + keys[key], v, raw] });
    return /:$/.test(plain) && keys.includes(plain.slice(0, -1).toLowerCase()); // still being typed
  };

  // check applies the filters: values of one facet are alternatives, all else
  // must hold. It returns the documents that pass, those of them that only
  // possibly do, and for each candidate a bit for each facet that it fails.
  const check = async (filters, candidates) => {
    await openFacets();
    const misses = new Map(), unsure = new Set(), lists = {};
    await all(filters.flatMap((f) => f.tests), async (name) => {
      if (name[0] == ":") lists[name] = new Set((await all(segments, (seg) => near(seg, name))).flat().filter((t) => t.text == name).flatMap((t) => t.docs));
    });
    const test = (d) => {
      const sure = [];
      for (const { key, minus, tests } of filters) {
        const best = Math.max(...tests.map((t) => t[0] ? lists[t].has(d) ? 2 : 0 : t(d)));
        if (minus || key > 6) sure[10] = Math.min(sure[10] ?? 2, minus ? 2 - best : best);
        else sure[key] = Math.max(sure[key] || 0, best);
      }
      let miss = 0, least = 2;
      sure.forEach((v, key) => {
        least = Math.min(least, v);
        if (!v) miss |= 1 << key;
      });
      misses.set(d, miss);
      unsure[least == 1 ? "add" : "delete"](d);
      return least == 1;
    };
    if (filters.some((f) => f.key == 7)) await column("u", candidates);
    const doubtful = candidates.filter(test);
    if (filters.some((f) => f.key > 7 || f.key == 4 && /-/.test(f.v))) {
      await column("a", doubtful);
      doubtful.forEach(test);
    }
    return [candidates.filter((d) => !misses.get(d)), unsure, misses];
  };

  // order returns the key by which documents are put in order, the greatest first.
  const order = async (docs, by, limit) => {
    await openFacets();
    if (by == "duration") {
      await column("u", docs);
      return (d) => (durations[d] || [-1])[0];
    }
    // By date only the newest years need their days.
    const years = {};
    docs.forEach((d) => (years[columns[4][d]] = years[columns[4][d]] || []).push(d));
    let n = 0;
    await column("a", Object.keys(years).reverse().flatMap((y) => n < limit ? (n += years[y].length, years[y]) : []));
    return (d) => starts[d] ? starts[d][0] : -1 / 0;
  };

  const facets = async (name, filters, candidates, misses) => {
    const key = keys.indexOf(name), count = new Map();
    await openFacets();
    const docs = misses ? candidates.filter((d) => !(misses.get(d) & ~(1 << key))) : candidates;
    if (key == 5) await column("v", docs);
    for (const d of docs) {
      const values = key == 4 ? upTo(columns[4][d], columns[4][d] + (spans[d] || 0)) : columns[key][d] || [];
      for (const v of values) count.set(v, (count.get(v) || 0) + 1);
    }
    const chosen = filters.filter((f) => f.key == key && !f.minus).flatMap((f) => fold(f.v).split(","));
    let rows = [...count].sort((a, b) => key == 4 ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    if (key == 5) rows = await all(rows.slice(0, 20), async ([n, count]) => {
      const seg = segments.find((s) => n < s.services || (n -= s.services, 0));
      const [id, ...label] = (await seg.file("n" + (n >> 6)))[0].split("\n")[n & 63].split(" ");
      labels[5].set(id, label.join(" ") || id);
      return [id, count];
    });
    return rows.map(([id, count]) => [id + "", labels[key].get(id) || id + "", count, chosen.includes(fold(id + ""))]);
  };

  return { tidy, filter, check, order, facets, findPhrase };
});
