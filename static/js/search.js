// The search engine of the archive: finds records in the index that the
// generator writes. No page, no network: `load` brings a file of the index as a
// promise of its values, so the engine runs in browsers and in Node alike. The
// same engine in Go, with the format of the files, is the package search of the
// generator; shared test vectors hold the two together. What only phrases,
// filters and facets need is in search-more.js, loaded by their first use.
//
//   const find = archiveSearch(load, root, more)   // names of the root file and of search-more.js
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
self.archiveSearch = (load, rootName, moreName) => {
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

  // bits returns functions that read numbers written in bits, six a character:
  // k bits, one of n values, a count, and a rising list into list from a to b.
  const bits = (s) => {
    let at = 0, n = 0, v = 0;
    const take = (k) => {
      for (; n < k; n += 6) v = v << 6 | value(s, at++);
      n -= k;
      const r = v >> n;
      v &= (1 << n) - 1;
      return r;
    };
    const choice = (n) => {
      const k = 31 - Math.clz32(n), short = (2 << k) - n, v = take(k);
      return v < short ? v : v * 2 - short + take(1);
    };
    const count = (k = 0) => k < 31 && !take(1) ? count(k + 1) : 1 << k | take(k);
    const fill = (list, a, b, low, high) => {
      if (a >= b) return;
      const m = a + b >> 1;
      list[m] = low + m - a + choice(high - low - b + a + 1);
      fill(list, a, m, low, list[m]);
      fill(list, m + 1, b, list[m] + 1, high);
    };
    return [take, count, fill];
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
  const upTo = (a, b) => Array.from({ length: Math.max(b - a + 1, 0) }, (_, i) => a + i);

  let prefix, suffix, cardSize, chunkSize, perLinks, segments, total = 0;
  const open = once(async () => {
    [prefix, suffix, cardSize, chunkSize, perLinks, ...segments] = await load(rootName);
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
    const [take, count, fill] = bits(values[1]);
    return values.terms = frontDecode(values[0]).map((text) => {
      const docs = Array(count());
      fill(docs, 0, docs.length, seg.base, seg.end);
      return { text, docs, weights: docs.map(() => text[0] != ":" && take(2)), shard };
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
        const quality = t.text == w ? 20 : (t.stem = t.stem || stem(t.text)) == form ? 12 : strict || w.length < 2 || !t.text.startsWith(w) ? 0 : 12 - Math.min(more, 7);
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
    if (!isCorrectable(w)) return;
    const near1 = new Map();
    const consider = (text) => {
      if (text != w && isCorrectable(text)) {
        const d = edits(w, text, n > 7 ? 2 : 1);
        if (d < (n > 7 ? 3 : 2)) near1.set(text, d * 2 + (text[0] != w[0]));
      }
    };
    for (const t of word.near) consider(t.text);
    if (n > 6) await all(segments, async (seg) => {
      const at = await shardOf(seg, w), start = w.slice(0, half + 1);
      const from = Math.max(await shardOf(seg, start), at - 1), to = Math.min(await shardOf(seg, start + "\uffff"), at + 1);
      await all(upTo(from, to), async (i) => (await terms(seg, i)).forEach((t) => consider(t.text)));
    });
    // A long word next to one without an error needs no further search.
    if (n < 7 || Math.min(...near1.values()) > 3) await all(segments, async (seg) => {
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

  // ---- The query ----

  const more = once(async () => (await load(moreName))[0](segments, chunkSize, perLinks, fold, value, upTo, all, once, near, terms, segmentOf));

  // parse reads words, "phrases", -without and, with the help of m, key:value.
  const parse = (text, m, filters) => {
    const clauses = [];
    for (const [raw, minus, name, quoted, bare] of text.matchAll(/(-?)(?:([a-zA-Z]+):)?(?:"([^"]*)"?|(\S+))/g)) {
      const isPhrase = quoted != null, value = isPhrase ? quoted : bare, plain = (name ? name + ":" : "") + value;
      if (m && m.filter(filters, raw, minus, name, value, plain, isPhrase)) continue;
      // An id starts with a date, of which only the year is a word.
      const words = tokens(isPhrase ? plain : plain.replace(/^(\d{4})(-\d\d){1,2}-(?=\D)/, "$1 "));
      const list = [];
      for (const [text, at, joined] of words) {
        if (joined) {
          if (isPhrase) continue;
          while (list[0] && list[list.length - 1].at >= at) list.pop();
        }
        list.push({ text, at, minus });
      }
      if (!isPhrase) clauses.push(...list);
      else if (list[0]) clauses.push({ words: list, minus });
    }
    const last = clauses[clauses.length - 1];
    if (last && last.text && !last.minus && !/\s$/.test(text)) last.last = 1;
    return clauses;
  };

  // log is 16 times the binary logarithm, in whole numbers so that all machines agree.
  const log = (x) => {
    const bits = 31 - Math.clz32(x);
    return bits * 16 + ((bits > 4 ? x >> bits - 4 : x << 4 - bits) & 15);
  };

  // rank returns the documents that have a word, and by document a score and a
  // number of words. For each word counts how rare it is, times how well and how
  // prominently a document has it. Of several corrections each is as rare as it is itself.
  const rank = (wanted) => {
    const touched = [], scores = new Int32Array(total), counts = new Uint8Array(total);
    wanted.forEach(({ list, loose = [] }, i) => {
      const best = new Int32Array(total), n = list.reduce((n, [t]) => n + t.docs.length, 0), docs = [];
      for (const [t, quality, fixed] of [...list, ...loose]) {
        const worth = quality * (Math.max(log(total + 1) - log(fixed ? t.docs.length : n), 0) + 8);
        t.docs.forEach((d, k) => {
          const v = worth * (t.weights[k] + 2) - (fixed ? 1 << 20 : 0);
          if (!best[d]) docs.push(d);
          if (!best[d] || v > best[d]) best[d] = v;
        });
      }
      for (const d of docs) {
        if (!counts[d]++) touched.push(d);
        scores[d] += best[d];
      }
    });
    return [touched, scores, counts];
  };

  return async (text, { sort, limit = 10 } = {}) => {
    await open();
    let m = (sort || /["“”„«»:]|\d-\d/.test(text)) && await more();
    if (m) text = m.tidy(text);
    const filters = [], clauses = parse(text, m, filters);
    const find = (clause) => clause.words ? m.findPhrase(clause) : match(clause);
    await all(clauses, find);

    // A phrase that nobody has falls apart into its words.
    const unquoted = clauses.some((c) => !c.minus && c.words && !c.list[0]);
    const wanted = clauses.filter((c) => !c.minus).flatMap((c) => c.words && !c.list[0] ? c.words.map(({ text }) => ({ text })) : c);
    await all(wanted.filter((c) => !c.list), find);

    // Words that nobody has are corrected. If then few documents have all words, so
    // are words of which there are only longer ones or other forms; if none has,
    // all words. If still none does, those with the most words count.
    let touched, scores, counts, most = wanted.length;
    const having = () => touched.filter((d) => counts[d] == most);
    for (let round = 0, n = 0; n < 1 && round < 3 || n < 5 && round < 2; round++) {
      const doubtful = wanted.filter((c) => c.text && !c.loose && (round > 1 || !c.list.some(([, quality]) => quality > 19 || !round)));
      await all(doubtful, correct);
      if (doubtful[0] || !round) [touched, scores, counts] = rank(wanted);
      n = having().length;
    }
    while (most && !having().length) most--;

    const out = new Set(clauses.flatMap((c) => c.minus ? c.list.flatMap(([t]) => t.docs) : []));
    const candidates = (wanted[0] ? having() : filters[0] || clauses[0] ? upTo(0, total - 1) : []).filter((d) => !out.has(d));
    if (!wanted[0] && candidates.length) {
      m = await more();
      sort = sort || "date";
    }
    const [docs, unsure, misses] = m ? await m.check(filters, candidates) : [candidates, new Set()];
    const key = sort && sort != "relevance" ? await m.order(docs, sort, limit) : (d) => scores[d];
    // Documents are numbered by year, so a higher number is newer.
    const first = [...docs].sort((a, b) => key(b) - key(a) || b - a).slice(0, limit);

    const hits = await all(first, async (d) => {
      const seg = segmentOf(d), i = d - seg.base;
      const [short, title, type = "", date = "", duration = "", excerpt = "", lang = "", url] = (await seg.file("d" + Math.floor(i / cardSize)))[0].split("\n")[i % cardSize].split("\t");
      const words = fold(title).match(/[a-z0-9]+/g) || [];
      const id = short.replace(/[A-Z]/g, (c) => words[c.charCodeAt() - 65] + "-");
      return { id, url: url || prefix + id + suffix, title, type, date, duration, excerpt, lang, possible: unsure.has(d) };
    });

    const marked = new Set(wanted.flatMap((c) => [...c.list, ...c.loose || []].map(([t]) => t.text).concat((c.words || []).map((w) => w.text))));
    const result = new Set(docs);
    return {
      total: docs.length,
      possible: unsure.size,
      hits,
      partial: most < wanted.length && docs.length > 0,
      unquoted,
      words: wanted.length > 0,
      corrected: wanted.filter((c) => c.loose).map((c) => ({
        typed: c.text,
        found: [...new Set(c.loose.filter(([t]) => t.docs.some((d) => result.has(d))).map(([, , text]) => text))].sort(),
        also: c.list.length > 0,
      })).filter((c) => c.found[0]),
      filters: filters.map((f) => f.shown),
      facets: async (name) => (await more()).facets(name, filters, candidates, misses),

      marks(text) {
        const list = [], hit = (s, joined) => tokens(s).some(([t, , j]) => !joined == !j && marked.has(t));
        for (const m of text.matchAll(/[\p{L}\p{N}\p{M}'’]+(?:[-.&‐][\p{L}\p{N}\p{M}'’]+)*/gu)) {
          if (hit(m[0], 1)) list.push([m.index, m.index + m[0].length]);
          else for (const p of m[0].matchAll(/[^-.&‐]+/gu)) {
            let at = m.index + p.index, end = 0;
            if (!isUnspaced.test(p[0])) {
              if (hit(p[0])) list.push([at, at + p[0].length]);
            } else [...p[0]].forEach((c, k, chars) => {
              const pair = c + (chars[k + 1] || "");
              if (hit(pair)) {
                if (at >= end) list.push([at]);
                list[list.length - 1][1] = end = at + pair.length;
              }
              at += c.length;
            });
          }
        }
        return list;
      },
    };
  };
};
