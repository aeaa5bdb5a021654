// Runs the engine in JavaScript for the tests of the one in Go:
//
//   node run.cjs FOLDER INDEX ROOT < requests.json > answers.json
//
// FOLDER holds search.js and search-more.js.
//
// Requests are {tokens: [text], stems: [word], edits: [[a, b, limit]], queries: [{q, sort, limit}]}.
"use strict";
const { readFileSync } = require("fs"), path = require("path");
const [scripts, dir, root] = process.argv.slice(2);
globalThis.self = globalThis;
const source = readFileSync(path.join(scripts, "search.js"), "utf8"), hook = "// ---- The query ----";
globalThis.document = { getElementById() {} }; // minified with the interface, which finds no page
(0, eval)(source.replace(hook, "self.inner = { tokens, stem, edits };"));

const load = async (name) => {
  let values;
  Function("_s", readFileSync(path.join(name == "search-more.js" ? scripts : dir, name), "utf8"))((...v) => values = v);
  return values;
};

(async () => {
  const { tokens, stems, edits, queries } = JSON.parse(readFileSync(0, "utf8"));
  const find = archiveSearch(load, root, "search-more.js"), answers = [];
  if (tokens && !self.inner) throw Error("the engine has no line " + hook);
  for (const { q, sort, limit } of queries || []) {
    const r = await find(q, { sort, limit });
    const facets = {};
    for (const k of ["type", "year", "sector", "cause", "country", "service"]) facets[k] = (await r.facets(k)).map(String);
    const hits = r.hits.map((h) => ({ ...h, marks: [h.title, h.excerpt].map((t) => r.marks(t).map(([a, b]) => t.slice(a, b))) }));
    answers.push({ ...r, hits, facets, marks: undefined });
  }
  console.log(JSON.stringify({
    tokens: (tokens || []).map((t) => inner.tokens(t).map(([text, at, joined]) => `${at}${joined ? "+" : " "}${text}`)),
    stems: (stems || []).map((w) => inner.stem(w)),
    edits: (edits || []).map((e) => inner.edits(...e)),
    queries: answers,
  }));
})();
