// The search engine of the archive: finds records in the index that the
// generator writes. No page, no network: `load` brings a file of the index as a
// promise of its values, so the engine runs in browsers and in Node alike. The
// same engine in Go, with the format of the files, is the package search of the
// generator; shared test vectors hold the two together.
//
//   const find = archiveSearch(load, root)   // root: name of the root file
//   const r = await find("cathay pacifc year:2018", {sort, limit})
//
//   r.total, r.possible    found; of these only possibly within the dates or durations asked for
//   r.hits                 [{id, url, title, type, date, duration, excerpt, lang, possible}]
//   r.corrected            [{typed, found: [word, …], also}]: also if the typed word was found too
//   r.partial              true: no record has all words, these have the most
//   r.unquoted             true: no record has the phrase, these have its words
//   r.filters              [[key, value, text as typed], …]
//   r.words                true if the query has words, not only filters
//   await r.facets(key)    [[id, label, count, chosen], …] for type, year, sector, cause, country, service
//   r.marks(text)          [[start, end], …] of the found words in a text
self.archiveSearch = (load, rootName) => {
  "use strict";

  // ---- Words ----

  const letters = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", ς: "σ", "’": "'", ʼ: "'" };
  const fold = (s) =>
    s.normalize("NFKD").replace(/[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/g, "").toLowerCase()
      .replace(/[ßæœøłđðþıħς’ʼ]/g, (c) => letters[c]).normalize("NFC");
  // Scripts written without spaces: each pair of neighbours is a token.
  const unspaced = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\u{20000}-\u{10ffff}";
  const isUnspaced = RegExp(`[${unspaced}]`, "u"), runs = RegExp(`[${unspaced}]+|[^${unspaced}]+`, "gu");
  const stopWords = new Set(("a an the of to and in on for by with was were is are be as at from that " +
    "this which has have had been its their they but not or also would could than into " +
    "le la les de des du et en un une au aux dans par pour sur est " +
    "der die das und den dem des ein eine im von mit zu auf").split(" "));

  // tokens returns [text, position, joined] for each token of a text.
  const tokens = (s) => {
    const list = [];
    let at = 0;
    for (const [word] of fold(s).matchAll(/[\p{L}\p{N}\p{M}']+(?:[-.&‐][\p{L}\p{N}\p{M}']+)*/gu)) {
      const first = at, parts = word.split(/[-.&‐]/).map((p) => p.replace(/^(?:[cdjlmnst]|qu)'(?=.)|(?<=.)'s$/g, "").replace(/'/g, ""));
      const joined = parts.join("");
      for (const part of parts) {
        for (const run of part.match(runs) || []) {
          const chars = [...run];
          if (isUnspaced.test(run)) {
            chars.map((c, i) => {
              if (chars[i + 1] || !i) list.push([c + (chars[i + 1] || ""), at]);
              at++;
            });
          } else {
            const t = chars.slice(0, 40).join("");
            if (!stopWords.has(t)) list.push([t, at]);
            at++;
          }
        }
      }
      if (parts[1] != null && parts.length < 5 && /^[a-z]{1,12}$/.test(joined) && (!word.includes(".") || parts.every((p) => p.length < 3)))
        list.push([joined, first, 1]);
    }
    return list;
  };

  // stem returns what the forms of a word share.
  const stem = (w) => {
    if (!/^[a-z]{4,}$/.test(w)) return w;
    if (/aux$/.test(w)) return w.replace(/(e?)aux$/, (_, e) => e ? "eau" : "al");
    return w.replace(/(...)(?:ements|ement|ments|ment|ingly|ungen|ings|ing|edly|ung|ern|ees|ers|(i)es|ed|en|em|er|es|ee|s|e)$/, (_, a, i) => a + (i ? "y" : ""))
      .replace(/(..)([bdglmnprt])\2$/, "$1$2");
  };

  // edits returns the number of typing errors between a and b (a letter
  // missing, too many, wrong, or two changed over), or k+1 if there are more than k.
  const edits = (a, b, k) => {
    if (Math.abs(a.length - b.length) > k) return k + 1;
    let older, old, row = [...Array(b.length + 1).keys()];
    for (let i = 1; i <= a.length; i++) {
      older = old; old = row; row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        const same = a[i - 1] == b[j - 1];
        let d = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + !same);
        if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d = Math.min(d, older[j - 2] + 1);
        row[j] = d;
        if (d < least) least = d;
      }
      if (least > k) return k + 1;
    }
    return Math.min(row[b.length], k + 1);
  };

  const reverse = (w) => [...w].reverse().join("");
  const isCorrectable = (w) => /^[a-\uffff]{4,}$/u.test(w) && !isUnspaced.test(w);

  // ---- Files of the index ----

  const value = (s, i) => {
    const c = s.charCodeAt(i);
    return c - (c > 92 ? 36 : 35);
  };

  // numbers returns a function that reads the next of a list of numbers.
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

  const frontDecode = (s) => {
    let last = "";
    return (s.match(/[A-Z][^A-Z]*/g) || []).map((w) => last = last.slice(0, w.charCodeAt() - 65) + w.slice(1));
  };

  // once makes each thing once; a failure is forgotten, so that it can be tried again.
  const once = (make, kept = {}) => (key, ...args) => kept[key] = kept[key] || make(key, ...args).catch((e) => {
    delete kept[key];
    throw e;
  });
  const all = (list, f) => Promise.all(list.map(f));
  const upTo = (a, b) => a > b ? [] : [a, ...upTo(a + 1, b)];

  let prefix, suffix, cardSize, chunkSize, perPositions, segments, total = 0;
  const open = once(async () => {
    [prefix, suffix, cardSize, chunkSize, perPositions, ...segments] = await load(rootName);
    total = 0;
    segments = segments.map(([dir, count, top, per, reversed, short, services]) => ({
      file: once((name) => load(dir + "/" + name + ".js")),
      base: total, end: total += count, per, services,
      top: frontDecode(top), r: frontDecode(reversed), w: frontDecode(short),
    }));
  });
  const segmentOf = (doc) => segments.find((s) => doc < s.end);

  // below returns how many bounds are not after w, which is the shard of w.
  const below = (bounds, w) => {
    let i = 0;
    while (bounds[i] <= w) i++;
    return i;
  };
  const shardOf = async (seg, w) => {
    const page = below(seg.top, w);
    return seg.per ? page * seg.per + below(frontDecode((await seg.file("g" + page))[0]), w) : page;
  };

  // terms returns those of a shard: {text, docs, weights}, documents numbered over all segments.
  const terms = async (seg, shard) => {
    const values = await seg.file("t" + shard);
    if (values.terms) return values.terms;
    const [words, counts, deltas, impacts] = values, count = numbers(counts), delta = numbers(deltas);
    let k = 0;
    return values.terms = frontDecode(words).map((text) => {
      const docs = [], weights = [];
      let doc = seg.base - 1;
      for (let n = count(); n-- >= 0;) {
        docs.push(doc += delta() + 1);
        if (text[0] != ":") weights.push(k++ % 2 ? value(impacts, k - 1 >> 1) & 7 : value(impacts, k - 1 >> 1) >> 3);
      }
      return { text, docs, weights, shard };
    });
  };

  // near returns the terms of the shard of w, or of up to three shards with words that start with w.
  const near = async (seg, w, starts) => {
    const first = await shardOf(seg, w), last = starts ? await shardOf(seg, w + "\uffff") : first;
    return (await all(upTo(first, Math.min(last, first + 2)), (i) => terms(seg, i))).flat();
  };

  // ---- From a typed word to words of the index ----

  // match fills word.list with [term, quality]: the word itself, its forms, and
  // words that it starts, if it is the last one typed or nothing else fits.
  const match = async (word) => {
    const w = word.text, form = stem(w);
    const found = (await all(segments, (seg) => near(seg, w, word.last))).flat();
    word.near = found;
    for (const strict of [!word.last, 0]) {
      word.list = [];
      for (const t of found) {
        const more = t.text.length - w.length;
        const quality = t.text == w ? 20 : stem(t.text) == form ? 12 : strict || w.length < 2 || !t.text.startsWith(w) ? 0 : 12 - Math.min(more, 7);
        if (quality && t.text[0] != ":") word.list.push([t, quality]);
      }
      if (word.list.length || w.length < 3) return;
    }
  };

  // correct fills word.loose with the words nearest to a misspelt one. An error
  // leaves the start of the word or its end: words with the same start are in
  // the shards at hand or, short ones, in the dictionary w; words with the same end in r.
  const correct = async (word) => {
    const w = word.text, n = w.length, half = n >> 1;
    word.loose = [];
    if (word.tried || !isCorrectable(w)) return;
    word.tried = 1;
    const near1 = new Map();
    const consider = (text) => {
      if (text != w && isCorrectable(text)) {
        const d = edits(w, text, n > 7 ? 2 : 1);
        if (d < (n > 7 ? 3 : 2)) near1.set(text, d * 2 + (text[0] != w[0]));
      }
    };
    for (const t of word.near) consider(t.text);
    await all(segments, async (seg) => {
      if (n > 6) {
        const at = await shardOf(seg, w), start = w.slice(0, half + 1);
        const from = Math.max(await shardOf(seg, start), at - 1), to = Math.min(await shardOf(seg, start + "\uffff"), at + 1);
        await all(upTo(from, to), async (i) => (await terms(seg, i)).forEach((t) => consider(t.text)));
      }
      const look = async (kind, key, turn) => {
        const at = below(seg[kind], key), start = key.slice(0, half);
        const from = Math.max(below(seg[kind], start), at - 1), to = Math.min(below(seg[kind], start + "\uffff"), at + 1);
        await all(upTo(from, to), async (i) => {
          for (const text of frontDecode((await seg.file(kind + i))[0])) consider(turn(text));
        });
      };
      await all([look("r", reverse(w), reverse), n < 9 && look("w", w, (x) => x)], (x) => x);
    });
    const best = Math.min(...near1.values()) >> 1;
    const chosen = [...near1.keys()].filter((t) => near1.get(t) >> 1 == best && !word.list.some(([u]) => u.text == t))
      .sort((a, b) => near1.get(a) - near1.get(b) || (a < b ? -1 : 1)).slice(0, 4);
    await all(chosen, (text) => all(segments, async (seg) => {
      for (const t of await near(seg, text)) {
        const same = t.text == text;
        if (same || stem(t.text) == stem(text)) word.loose.push([t, best > 1 ? 8 : same ? 12 : 4, text]);
      }
    }));
  };

  // ---- Phrases ----

  // A place is a position in 64 steps: exact for the first 32 words of a record,
  // then modulo 32. So no phrase is missed; in long texts a false one can pass.
  const after = (place, n) => place < 32 && place + n < 32 ? place + n : 32 + (place + n) % 32;

  // places returns for each document of a term its places.
  const places = async (seg, term) => {
    const part = (await seg.file("p" + Math.floor(term.shard / perPositions)))[term.shard % perPositions];
    let i = 0;
    for (const t of await terms(seg, term.shard)) {
      const list = [];
      if (t.text[0] != ":") for (const _ of t.docs) {
        const at = [];
        do {
          if (part[i] != " ") at.push(value(part, i));
          i++;
        } while (part[i] == "!" && i++ >= 0);
        list.push(at);
      }
      if (t == term) return list;
    }
  };

  // findPhrase fills phrase.list with the documents that have the words in a row.
  const findPhrase = async (phrase) => {
    phrase.list = (await all(segments, async (seg) => {
      const found = await all(phrase.words, async ([text]) => (await near(seg, text)).find((t) => t.text == text));
      if (found.some((t) => !t)) return [];
      const docs = found[0].docs.filter((d) => found.every((t) => t.docs.includes(d)));
      if (!docs.length) return [];
      const at = found[1] ? await all(found, (t) => places(seg, t)) : [];
      const index = found.map((t) => new Map(t.docs.map((d, i) => [d, i])));
      const term = { text: "", docs: [], weights: [] };
      for (const d of docs) {
        const i = index.map((m) => m.get(d));
        if (!at[0] || at[0][i[0]].some((p) => at.every((list, k) => list[i[k]].includes(after(p, phrase.words[k][1] - phrase.words[0][1]))))) {
          term.docs.push(d);
          term.weights.push(Math.min(255, found.reduce((sum, t, k) => sum + t.weights[i[k]], 0)));
        }
      }
      return [[term, 20]];
    })).flat();
  };

  // ---- Columns: what filters, facets and sorting need to know of each document ----

  const keys = ["type", "cause", "sector", "country", "year", "service", "organisation", "duration", "before", "after"];
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

  // filter returns [bit of the key, sure(doc) → 0, 1, 2, kind of the column needed, terms needed], or nothing.
  const makeTest = (key, v) => {
    let lo, hi, r, m;
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

  // filterTerm names the list of documents of a service or organisation: FNV-1a.
  const filterTerm = (key, id) => {
    let h = 0x811c9dc5;
    for (const c of new TextEncoder().encode(id.toLowerCase())) h = Math.imul(h ^ c, 0x01000193);
    return ":" + keys[key][0] + (h >>> 0).toString(36);
  };

  // ---- The query ----

  // parse reads words, "phrases", -without and key:value.
  const parse = (text) => {
    const clauses = [], filters = [];
    text = text.replace(/[“”„«»]/g, '"').replace(/(^|[\s-])([a-zA-Z]+):\s+/g, (all, start, key) => keys.includes(key.toLowerCase()) ? start + key + ":" : all);
    for (const [raw, minus, name, quoted, bare] of text.matchAll(/(-?)(?:([a-zA-Z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
      const given = name && name.toLowerCase(), value = quoted == null ? bare : quoted;
      let key = keys.indexOf(given == "date" ? "year" : given), plain = (name ? name + ":" : "") + value;
      if (key < 0 && quoted == null && /^[12]\d{3}-\d\d(-\d\d)?$/.test(plain)) key = 4;
      if (key >= 0) {
        const v = given ? value : plain, tests = v.split(",").filter((x) => x).map((x) => key == 5 || key == 6 ? x : makeTest(key, x));
        if (tests.length && tests.every((x) => x)) {
          filters.push({ key, minus, tests, value: v, raw });
          continue;
        }
      }
      if (keys.includes(plain.slice(0, -1).toLowerCase()) && /:$/.test(plain)) continue; // still being typed
      // An id starts with a date, of which only the year is a word.
      const words = tokens(quoted == null ? plain.replace(/^(\d{4})(-\d\d){1,2}-(?=\D)/, "$1 ") : plain);
      if (quoted != null) {
        const parts = words.filter(([, , joined]) => !joined);
        if (parts[0]) clauses.push({ words: parts, minus });
      } else {
        const list = [];
        for (const [text, at, joined] of words) {
          if (joined) while (list[0] && list[list.length - 1].at >= at) list.pop();
          list.push({ text, at, minus });
        }
        clauses.push(...list);
      }
    }
    const last = clauses[clauses.length - 1];
    if (last && last.text && !last.minus && !/\s$/.test(text)) last.last = 1;
    return [clauses, filters];
  };

  // log is 16 times the binary logarithm, in whole numbers so that all machines agree.
  const log = (x) => {
    const bits = 31 - Math.clz32(x);
    return bits * 16 + ((bits > 4 ? x >> bits - 4 : x << 4 - bits) & 15);
  };

  return async (text, { sort, limit = 10 } = {}) => {
    await open();
    const [clauses, filters] = parse(text);
    const wanted = clauses.filter((c) => !c.minus), unwanted = clauses.filter((c) => c.minus);
    const find = (clause) => clause.words ? findPhrase(clause) : match(clause);
    await all(clauses, find);

    // A phrase that nobody has falls apart into its words.
    let unquoted = false;
    for (let i = 0; i < wanted.length; i++) if (wanted[i].words && !wanted[i].list[0]) {
      unquoted = true;
      const words = wanted[i].words.map(([text]) => ({ text }));
      await all(words, find);
      wanted.splice(i, 1, ...words);
    }

    // Score: for each word, how rare it is, times how well and how prominently a document has it.
    let scores, counts;
    const rank = () => {
      scores = new Int32Array(total);
      counts = new Uint8Array(total);
      for (const { list, loose = [] } of wanted) {
        const best = new Int32Array(total), docs = [];
        let sure = 0;
        const take = ([t, quality]) => t.docs.forEach((d, i) => {
          if (!best[d]) docs.push(d);
          else if (sure && best[d] > 0) return;
          const v = (sure ? -1 : 1) * quality * (t.weights[i] + 3);
          if (Math.abs(v) > Math.abs(best[d])) best[d] = v;
        });
        list.forEach(take);
        sure = 1;
        loose.forEach(take);
        const rarity = Math.max(log(total + 1) - log(docs.length || 1), 0) + 8;
        for (const d of docs) {
          counts[d]++;
          scores[d] += rarity * Math.abs(best[d]) - (best[d] < 0 ? 1 << 20 : 0);
        }
      }
    };

    // Words that nobody has are corrected. If then few documents have all words, so
    // are words of which there are only longer ones or other forms; if none has,
    // all words. If still none does, those with the most words count.
    let most = wanted.length;
    for (let round = 0, n = 0; n < 1 && round < 3 || n < 10 && round < 2; round++) {
      const more = wanted.filter((c) => c.text && !c.loose && (round > 1 || !c.list.some(([, quality]) => quality > 19 || !round)));
      await all(more, correct);
      if (more[0] || !round) rank();
      n = counts.reduce((n, c) => n + (c == most), 0);
    }
    most = counts.reduce((a, b) => a > b ? a : b, 0);
    const out = new Set(unwanted.flatMap((c) => c.list.flatMap(([t]) => t.docs)));
    let docs = [];
    if (wanted.length ? most : filters.length || out.size) for (let d = 0; d < total; d++) if (counts[d] == most && !out.has(d)) docs.push(d);

    // Filters: values of one key are alternatives, keys must all be met. misses
    // has a bit for each key that a document fails, for the counts of the facets.
    if (filters.length || sort) await openFacets();
    const lists = new Map();
    await all(filters.flatMap((f) => f.key == 5 || f.key == 6 ? f.tests.map((id) => filterTerm(f.key, id)) : []), async (name) => {
      lists.set(name, new Set((await all(segments, (seg) => near(seg, name))).flat().filter((t) => t.text == name).flatMap((t) => t.docs)));
    });
    const misses = new Map(), unsure = new Set();
    const check = (d) => {
      const sure = [];
      let miss = 0, least = 2;
      for (const { key, minus, tests } of filters) {
        const yes = Math.max(...tests.map((t) => typeof t == "string" ? lists.get(filterTerm(key, t)).has(d) ? 2 : 0 : t(d)));
        if (minus || key > 6) {
          const v = minus ? 2 - yes : yes;
          least = Math.min(least, v);
          if (!v) miss |= 1 << 10;
        } else sure[key] = Math.max(sure[key] || 0, yes);
      }
      sure.forEach((v, key) => {
        least = Math.min(least, v);
        if (!v) miss |= 1 << key;
      });
      misses.set(d, miss);
      if (!least) unsure.delete(d);
      else if (least < 2) unsure.add(d);
      else unsure.delete(d);
      return least;
    };
    if (filters.some((f) => f.key == 7)) await column("u", docs);
    const doubtful = docs.filter((d) => check(d) == 1);
    if (filters.some((f) => f.key == 8 || f.key == 9 || f.key == 4 && /-/.test(f.value))) {
      await column("a", doubtful);
      doubtful.forEach(check);
    }
    const candidates = docs;
    docs = docs.filter((d) => !misses.get(d));

    // Order. Documents are numbered by year, so a higher number is newer.
    const order = sort || (wanted.length ? "relevance" : "date");
    let first = docs;
    if (order == "date") {
      // Only the years that come first need their days.
      const years = new Map();
      await openFacets();
      docs.forEach((d) => years.set(columns[4][d], [...years.get(columns[4][d]) || [], d]));
      first = [];
      for (const y of [...years.keys()].sort((a, b) => b - a)) if (first.length < limit) first.push(...years.get(y));
      await column("a", first);
    }
    if (order == "duration") await column("u", docs);
    const keyOf = (d) => order == "date" ? starts[d][0] : order == "duration" ? (durations[d] || [-1])[0] : scores[d];
    const keyed = first.map((d) => [keyOf(d), d]).sort((a, b) => b[0] - a[0] || b[1] - a[1]).slice(0, limit);

    const hits = await all(keyed, async ([, d]) => {
      const seg = segmentOf(d), i = d - seg.base;
      const card = (await seg.file("d" + Math.floor(i / cardSize)))[0].split("\n")[i % cardSize].split("\t");
      const [short, title, type = "", date = "", duration = "", excerpt = "", lang = "", url = ""] = card;
      const words = fold(title).match(/[a-z0-9]+/g) || [];
      const id = short.replace(/[A-Z]/g, (c) => words[c.charCodeAt() - 65] + "-");
      return { id, url: url || prefix + id + suffix, title, type, date, duration, excerpt, lang, possible: unsure.has(d) };
    });

    const result = new Set(docs), marked = new Set();
    for (const c of wanted) {
      for (const [t] of c.list) marked.add(t.text);
      for (const [t] of c.loose || []) marked.add(t.text);
      for (const [w] of c.words || []) marked.add(w);
    }
    return {
      total: docs.length,
      possible: docs.filter((d) => unsure.has(d)).length,
      hits,
      partial: most < wanted.length && docs.length > 0,
      unquoted,
      words: wanted.length > 0,
      corrected: wanted.filter((c) => c.loose).map((c) => ({
        typed: c.text,
        found: [...new Set(c.loose.filter(([t]) => t.docs.some((d) => result.has(d))).map(([, , text]) => text))].sort(),
        also: c.list.length > 0,
      })).filter((c) => c.found[0]),
      filters: filters.map((f) => [(f.minus || "") + keys[f.key], f.value, f.raw]),

      async facets(name) {
        const key = keys.indexOf(name), count = new Map();
        await openFacets();
        const list = candidates.filter((d) => !((misses.get(d) || 0) & ~(1 << key)));
        if (key == 5) await column("v", list);
        for (const d of list) {
          const values = key == 4 ? upTo(columns[4][d], columns[4][d] + (spans[d] || 0)) : columns[key][d] || [];
          for (const v of values) count.set(v, (count.get(v) || 0) + 1);
        }
        const chosen = filters.filter((f) => f.key == key && !f.minus).flatMap((f) => f.value.split(",").map(fold));
        let rows = [...count].sort((a, b) => key == 4 ? b[0] - a[0] : b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
        if (key == 5) rows = await all(rows.slice(0, 20), async ([n, count]) => {
          let seg = 0;
          while (n >= segments[seg].services) n -= segments[seg++].services;
          const [id, ...label] = (await segments[seg].file("n" + (n >> 6)))[0].split("\n")[n & 63].split(" ");
          labels[5].set(id, label.join(" ") || id);
          return [id, count];
        });
        return rows.map(([id, count]) => [id + "", labels[key].get(id) || id + "", count, chosen.includes(fold(id + ""))]);
      },

      marks(text) {
        const list = [], hit = (s, joined) => tokens(s).some(([t, , j]) => !joined == !j && marked.has(t));
        for (const m of text.matchAll(/[\p{L}\p{N}\p{M}'’]+(?:[-.&‐][\p{L}\p{N}\p{M}'’]+)*/gu)) {
          if (hit(m[0], 1)) list.push([m.index, m.index + m[0].length]);
          else for (const p of m[0].matchAll(/[^-.&‐]+/gu)) {
            const at = m.index + p.index, chars = [...p[0]];
            let i = at, end = 0;
            if (!isUnspaced.test(p[0])) {
              if (hit(p[0])) list.push([at, at + p[0].length]);
            } else chars.forEach((c, k) => {
              const next = i + c.length, pair = hit(c + (chars[k + 1] || "")) && next + (chars[k + 1] || "").length;
              if (pair && i < end) list[list.length - 1][1] = end = pair;
              else if (pair) list.push([i, end = pair]);
              i = next;
            });
          }
        }
        return list;
      },
    };
  };
};
