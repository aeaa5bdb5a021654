"use strict";
// Search in an edition of one file: incidents that lack a word, or are of another
// type, are hidden in the contents and below.
(() => {
  const at = (id) => document.getElementById(id);
  const fold = (s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = [...document.querySelectorAll(".single-contents > li")].map((line) => {
    const article = at(line.firstElementChild.hash.slice(1));
    return { line, article };
  });
  const show = () => {
    const words = fold(at("words").value).split(/\s+/).filter(Boolean), type = at("type").value;
    let found = 0;
    for (const entry of entries) {
      entry.text ??= fold(entry.line.textContent + " " + entry.article.textContent);
      const hidden = type && entry.article.dataset.type !== type || !words.every((w) => entry.text.includes(w));
      entry.line.hidden = entry.article.hidden = !!hidden;
      if (!hidden) found++;
    }
    at("found").textContent = at("found").dataset.text.replace("{n}", found).replace("{m}", entries.length);
  };
  let waiting;
  at("words").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 100);
  });
  at("type").addEventListener("change", show);
  // A link to an incident that the search hides shows it.
  addEventListener("hashchange", () => {
    const target = location.hash.length > 1 && at(location.hash.slice(1));
    const article = target && target.closest("article");
    if (article && article.hidden) {
      article.hidden = false;
      target.scrollIntoView();
    }
  });
  at("tools").hidden = false;
  show();
})();
