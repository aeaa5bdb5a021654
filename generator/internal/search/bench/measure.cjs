// Runs queries through the engine on an index and prints what it measured:
//
//   node measure.cjs FOLDER INDEX ROOT QUERIES PAGE SCRIPT SEARCH-MORE
//
// FOLDER holds search.js and search-more.js. A file counts with its brotli size
// when it is loaded first: in each query's own fresh page (cold), which loads
// PAGE and its script too, or by another query in that page (next). Warm
// queries have their files.
"use strict";
const { readFileSync } = require("fs"), zlib = require("zlib"), path = require("path");
const [scripts, dir, root, queriesFile, ...pageFiles] = process.argv.slice(2);
globalThis.self = globalThis;
(0, eval)(readFileSync(path.join(scripts, "search.js"), "utf8"));
const queries = JSON.parse(readFileSync(queriesFile, "utf8"));

const sizes = new Map(), sources = new Map();
const source = (name) => sources.get(name) || sources.set(name, readFileSync(path.join(name == "search-more.js" ? scripts : dir, name), "utf8")).get(name);
const brotli = (text) => zlib.brotliCompressSync(text, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
const pageSizes = pageFiles.map((name) => brotli(readFileSync(name)));
const shell = pageSizes[0] + pageSizes[1];
const size = (name) => name == "search-more.js" ? pageSizes[2] : sizes.get(name) || sizes.set(name, brotli(source(name))).get(name);
const opener = () => {
  const names = [];
  const load = async (name) => {
    names.push(name);
    let values;
    Function("_s", source(name))((...v) => values = v);
    return values;
  };
  return [archiveSearch(load, root, "search-more.js"), names];
};
const quantiles = (list) => {
  const s = [...list].sort((a, b) => a - b), at = (p) => s[Math.min(s.length - 1, Math.floor(p * s.length))];
  return { p50: at(0.5), p95: at(0.95), max: s[s.length - 1] };
};

(async () => {
  const kinds = {}, cold = [], next = [], requests = [], times = [], missed = [];
  const [shared] = opener();
  for (const { kind, q, id } of queries) {
    const [find, own] = opener();
    const r = await find(q);
    if (process.env.LIST) console.error(own.reduce((sum, n) => sum + size(n), 0), kind, q, own.map((n) => n.replace(/.*\//, "").replace(".js", "") + ":" + size(n)).join(" "));
    cold.push(own.reduce((sum, n) => sum + size(n), shell));
    requests.push(own.length);
    const place = r.hits.findIndex((h) => h.id == id);
    const k = kinds[kind] = kinds[kind] || { n: 0, first: 0, ten: 0, none: 0 };
    k.n++;
    k.first += place == 0;
    k.ten += place >= 0;
    k.none += r.total == 0;
    if (place < 0) missed.push([kind, q, id, r.total, JSON.stringify(r.corrected)]);
    const loaded = own.length, other = queries[(cold.length * 7919) % queries.length].q;
    await find(other);
    next.push(own.slice(loaded).reduce((sum, n) => sum + size(n), 0));
  }
  for (const { q } of queries) await shared(q);
  for (const { q } of queries) {
    const start = process.cpuUsage();
    await shared(q);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1e3);
  }
  const show = ({ p50, p95, max }, digits = 0) => [p50, p95, max].map((v) => v.toFixed(digits)).join(" / ");
  const all = { n: 0, first: 0, ten: 0, none: 0 };
  for (const k of Object.values(kinds)) for (const f in all) all[f] += k[f];
  kinds.all = all;
  console.log("p50 / p95 / max");
  console.log("cold query     " + show(quantiles(cold)) + " B, of these the page and its script " + shell + "; " + show(quantiles(requests)) + " files of the index");
  console.log("next query     " + show(quantiles(next)) + " B");
  console.log("warm query     " + show(quantiles(times), 2) + " ms of CPU");
  for (const [kind, k] of Object.entries(kinds))
    console.log("found          " + (kind + "               ").slice(0, 15) + `${k.ten} of ${k.n} in the first ten (${(k.ten / k.n * 100).toFixed(1)} %), ${k.first} first, ${k.none} with nothing found`);
  if (process.env.MISSED) for (const m of missed) console.log(m.join(" | "));
})();
