// Measures peers on the same documents and queries:
//
//   node peers.cjs PEERS DOCUMENTS QUERIES FOLDER
//
// PEERS holds node_modules with minisearch and pagefind. Pagefind's index is
// written to FOLDER/pagefind; its queries need a browser.
"use strict";
const { readFileSync, readdirSync, statSync, writeFileSync } = require("fs"), path = require("path"), zlib = require("zlib");
const [peers, docsFile, queriesFile, folder] = process.argv.slice(2);
const need = (name) => require(require.resolve(name, { paths: [path.resolve(peers)] }));
const docs = JSON.parse(readFileSync(docsFile, "utf8")), queries = JSON.parse(readFileSync(queriesFile, "utf8"));
const textOf = (d) => (d.Text || []).map((f) => f.Text).join(" ");
const sizeOf = (dir) => readdirSync(dir, { withFileTypes: true, recursive: true }).filter((e) => e.isFile())
  .map((e) => statSync(path.join(e.parentPath || e.path, e.name)).size);

const miniSearch = () => {
  const MiniSearch = need("minisearch"), start = process.cpuUsage();
  const index = new MiniSearch({ fields: ["title", "text"], storeFields: ["title"], searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 3 } } });
  index.addAll(docs.map((d) => ({ id: d.ID, title: d.Title, text: d.Summary + " " + textOf(d) })));
  const cpu = process.cpuUsage(start), data = JSON.stringify(index);
  const size = zlib.brotliCompressSync(data, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 22 } }).length;
  const kinds = {}, times = [];
  for (const { kind, q, id } of queries) {
    const begin = process.hrtime.bigint(), hits = index.search(q);
    times.push(Number(process.hrtime.bigint() - begin) / 1e6);
    for (const k of [kind, "all"]) {
      const c = kinds[k] = kinds[k] || { n: 0, ten: 0, none: 0 };
      c.n++;
      c.ten += hits.slice(0, 10).some((h) => h.id == id);
      c.none += !hits.length;
    }
  }
  times.sort((a, b) => a - b);
  console.log(`minisearch     index ${size} B (brotli), ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of CPU; warm ${times[times.length >> 1].toFixed(1)} / ${times[Math.floor(times.length * 0.95)].toFixed(1)} ms`);
  for (const [k, c] of Object.entries(kinds)) console.log(`  ${k}: ${c.ten} of ${c.n} in the first ten (${(c.ten / c.n * 100).toFixed(1)} %), ${c.none} with nothing found`);
};

(async () => {
  miniSearch();
  const pagefind = await import(require("url").pathToFileURL(path.join(path.resolve(peers), "node_modules/pagefind/lib/index.js")));
  const start = Date.now(), { index } = await pagefind.createIndex({ forceLanguage: "en" });
  // Many at once: one after the other each waits for an answer of its process.
  for (let i = 0; i < docs.length; i += 500) await Promise.all(docs.slice(i, i + 500).map((d) =>
    index.addCustomRecord({ url: "/" + d.ID, content: d.Title + ". " + d.Summary + " " + textOf(d), language: "en", meta: { title: d.Title } })));
  await index.writeFiles({ outputPath: path.join(folder, "pagefind") });
  await pagefind.close();
  const sizes = sizeOf(path.join(folder, "pagefind"));
  console.log(`pagefind       index ${sizes.reduce((a, b) => a + b, 0)} B in ${sizes.length} files, ${((Date.now() - start) / 1000).toFixed(1)} s`);
})();
