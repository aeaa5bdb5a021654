// The search page: reads the query from the address and the box, asks the engine
// in search.js, and shows what it finds. Classic script, no framework, no inline
// style; everything from the index is put in as text. Runs from file:// as well.
//
// The page loads search.js and then this script (both with `defer`) and holds:
//
//   <form role="search" id="search-form" action="/search/">
//     <input type="search" name="q">
//   </form>
//   <div id="search-results" data-…></div>                    empty; filled by this script
//
// Attributes of the div. Addresses are relative to the page or absolute:
//
//   data-root    address of the root file of the index (Manifest.Root)
//   data-more    address of search-more.js, data-facets that of search-facets.js
//   data-base    what result addresses are relative to: the root of the site, with a slash at the end
//
// Texts, in the language of the page; {n}, {a} and {b} are filled in:
//
//   data-hint          nothing asked yet               data-many      "{n} records"
//   data-loading       searching                       data-single    "1 record"
//   data-failed        the index could not be loaded   data-none      nothing found: what to try
//   data-retry         button after a failure          data-next      button "Show more"
//   data-corrected     "Showing results for {b}; nothing has {a}."    data-also   "Also showing {b} for {a}."
//   data-partial       no record has all of these words               data-unquoted  no record has this phrase
//   data-possible      "{n} of them only possibly match the date or duration."
//   data-maybe         mark on such a record           data-narrow    heading of the filters
//   data-sort          label of the order; data-relevance, data-date, data-duration: its choices
//   data-type, data-year, data-cause, data-sector, data-country, data-service: headings of the filters
//   data-type-ID       name of a type, such as data-type-attack
//
// Classes for the style sheet: search-status, search-notes, search-order, search-filters,
// search-list, search-meta, search-maybe, search-next, search-error; state in data-state of the
// div: empty, loading, found, none, failed.
(() => {
  "use strict";
  const box = document.getElementById("search-results");
  if (!box) return;
  const text = box.dataset;
  const input = document.getElementById("search-form").elements.q;
  const form = input.form;
  const step = 10;

  // ---- Files of the index: scripts that call _s with their values ----

  const folder = text.root.replace(/[^/]*$/, "");
  const rules = {
    createScriptURL(url) {
      if (url == text.more || url == text.facets || url.startsWith(folder) && /^[\w/-]+\.js$/.test(url.slice(folder.length))) return url;
      throw TypeError(url);
    },
  };
  const policy = self.trustedTypes ? trustedTypes.createPolicy("archive", rules) : rules;
  let values;
  self._s = (...v) => values = v;
  const load = (url) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = policy.createScriptURL(url);
    script.onload = () => done(values); // called right after the script ran
    script.onerror = failed;
    document.head.append(script);
    script.remove();
  });
  const find = archiveSearch(load, text.root, text.more);

  // ---- The page ----

  const make = (tag, properties, ...children) => {
    const e = Object.assign(document.createElement(tag), properties);
    e.append(...children);
    return e;
  };
  const say = (key, values) => (text[key] || "").replace(/{(\w)}/g, (_, k) => values[k]);
  const status = make("p", { className: "search-status" }), notes = make("div", { className: "search-notes" });
  const list = make("ol", { className: "search-list" });
  const next = make("button", { className: "search-next", type: "button", textContent: text.next, hidden: true });
  const order = make("select", {}, ...["relevance", "date", "duration"].map((v) => make("option", { value: v, textContent: text[v] })));
  const sorting = make("label", { className: "search-order", hidden: true }, text.sort, " ", order);
  const keys = ["type", "year", "cause", "sector", "country", "service"];
  const filters = make("div", { className: "search-filters", hidden: true }, make("h2", { textContent: text.narrow }),
    ...keys.map((key) => make("details", { ontoggle: () => showFacets() }, make("summary", { textContent: text[key] }), make("ul"))));
  status.setAttribute("role", "status");
  box.append(status, notes, sorting, filters, list, next);

  // marked returns a text as nodes, with the words of the query marked.
  const marked = (s) => {
    const nodes = [];
    let at = 0;
    for (const [start, end] of result.marks(s)) {
      nodes.push(s.slice(at, start), make("mark", { textContent: s.slice(start, end) }));
      at = end;
    }
    return [...nodes, s.slice(at)];
  };

  // From disk there is no server that finds the page of a folder.
  const tail = location.protocol == "file:" ? "index.html" : "";

  const item = (h) => {
    const link = make("a", { href: text.base + h.url + tail }, ...marked(h.title));
    const meta = [box.getAttribute("data-type-" + h.type) || h.type, h.date, h.duration].filter((x) => x).flatMap((s, i) => [i ? " · " : "", make("span", { textContent: s })]);
    if (h.possible) meta.push(" ", make("span", { className: "search-maybe", textContent: text.maybe }));
    return make("li", { lang: h.lang }, make("h3", {}, link), make("p", { className: "search-meta", lang: document.documentElement.lang }, ...meta), make("p", {}, ...marked(h.excerpt)));
  };

  // The values of the filters are shown by search-facets.js.
  let show;
  const showFacets = async () => {
    if (!result || !filters.querySelector("[open]")) return;
    show = show || (await load(text.facets))[0](make, keys, filters, input, () => result, go);
    show();
  };

  // ---- Asking ----

  let result, turn = 0, limit = step;

  const state = (name, message) => {
    text.state = name;
    status.textContent = message;
  };

  const ask = async () => {
    const query = input.value, mine = ++turn;
    const slow = setTimeout(() => mine == turn && state("loading", text.loading), 200);
    try {
      const r = await find(query, { sort: order.value == "relevance" ? "" : order.value, limit });
      if (mine == turn) answer(r);
    } catch (e) {
      if (mine != turn) return;
      const retry = make("button", { type: "button", textContent: text.retry });
      retry.onclick = ask;
      state("failed", text.failed);
      notes.replaceChildren(make("p", { className: "search-error" }, retry));
    } finally {
      clearTimeout(slow);
    }
  };

  const answer = (r) => {
    result = r;
    const asked = r.words || r.filters[0], n = r.total;
    state(n ? "found" : asked ? "none" : "empty", n ? say(n > 1 ? "many" : "single", { n }) : asked ? text.none : text.hint);
    const told = r.corrected.map((c) => say(c.also ? "also" : "corrected", { a: c.typed, b: c.found.join(", ") }));
    if (r.partial) told.push(text.partial);
    if (r.unquoted && n) told.push(text.unquoted);
    if (r.possible) told.push(say("possible", { n: r.possible }));
    status.append(...told.flatMap((s) => [" ", s]));
    notes.replaceChildren();
    list.replaceChildren(...r.hits.map(item));
    next.hidden = n <= r.hits.length;
    sorting.hidden = n < 2;
    filters.hidden = !asked;
    showFacets();
  };

  // go shows the state of the page and writes it to the address: as a new entry
  // of the history, or, while typing, in place of the last.
  const go = (push) => {
    limit = step;
    const query = new URLSearchParams({ q: input.value });
    if (order.value != "relevance") query.set("sort", order.value);
    history[push ? "pushState" : "replaceState"](null, "", "?" + query);
    ask();
  };
  const read = () => {
    const query = new URLSearchParams(location.search);
    input.value = query.get("q") || "";
    order.value = query.get("sort") || "relevance";
    if (!order.value) order.value = "relevance";
    ask();
  };

  let typing;
  input.oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(go, 120, 0);
  };
  form.onsubmit = (e) => {
    e.preventDefault();
    clearTimeout(typing);
    go(1);
  };
  order.onchange = () => go(1);
  next.onclick = async () => {
    const at = limit;
    limit += step;
    await ask();
    if (list.children[at]) list.children[at].querySelector("a").focus();
  };
  addEventListener("popstate", read);

  // Keys: / to the box, arrows through the results, Esc back to the box and then empties it.
  addEventListener("keydown", (e) => {
    const at = document.activeElement, links = [...list.querySelectorAll("h3 a")], i = links.indexOf(at);
    if (e.ctrlKey || e.metaKey || e.altKey || e.isComposing) return;
    let to;
    if (e.key == "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) to = input;
    else if (e.key == "ArrowDown" && (at == input || i >= 0)) to = links[i + 1];
    else if (e.key == "ArrowUp" && i >= 0) to = links[i - 1] || input;
    else if (e.key == "Escape" && i >= 0) to = input;
    else if (e.key == "Escape" && at == input && input.value) {
      input.value = "";
      go();
    }
    if (to) {
      e.preventDefault();
      to.focus();
    }
  });

  read();
})();
