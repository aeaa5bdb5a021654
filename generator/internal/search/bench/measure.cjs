// Runs queries through the engine on an index and prints what it measured as
// JSON: node measure.cjs FOLDER INDEX ROOT QUERIES
// FOLDER holds search.js and search-more.js.
// A file counts with its brotli size when it is loaded first: in each query's
// own fresh page (cold), or in one page for all queries (next).
"use strict";
const { readFileSync } = require("fs"), zlib = require("zlib"), path = require("path");
const [scripts, dir, root, queriesFile] = process.argv.slice(2);
globalThis.self = globalThis;
(0, eval)(readFileSync(path.join(scripts, "search.js"), "utf8"));
const queries = JSON.parse(readFileSync(queriesFile, "utf8"));

const sizes = new Map(), sources = new Map();
const source = (name) => sources.get(name) || sources.set(name, readFileSync(path.join(name == "search-more.js" ? scripts : dir, name), "utf8")).get(name);
const size = (name) => sizes.get(name) || sizes.set(name, zlib.brotliCompressSync(source(name), {
  params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11 } }).length).get(name);
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
  const [shared, names] = opener();
  for (const { kind, q, id } of queries) {
    const [find, own] = opener();
    const r = await find(q);
    if (process.env.LIST) console.error(own.reduce((sum, n) => sum + size(n), 0), kind, q, own.map((n) => n.replace(/.*\//, "").replace(".js", "") + ":" + size(n)).join(" "));
    cold.push(own.reduce((sum, n) => sum + size(n), 0));
    requests.push(own.length);
    const place = r.hits.findIndex((h) => h.id == id);
    const k = kinds[kind] = kinds[kind] || { n: 0, first: 0, ten: 0, none: 0 };
    k.n++;
    k.first += place == 0;
    k.ten += place >= 0;
    k.none += r.total == 0;
    if (place < 0) missed.push([kind, q, id, r.total, JSON.stringify(r.corrected)]);
    const before = names.length;
    await shared(q);
    next.push(names.slice(before).reduce((sum, n) => sum + size(n), 0));
  }
  for (const { q } of queries) {
    const start = process.hrtime.bigint();
    await shared(q);
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  console.log(JSON.stringify({ kinds, cold: quantiles(cold), next: quantiles(next), requests: quantiles(requests), warm: quantiles(times), missed }, null, 1));
})();
