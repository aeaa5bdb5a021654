// The values in the filters of the search page, with their counts. search-ui.js
// loads this file when a filter is opened first and hands it its tools; the
// function that it gets back shows the values in the open filters.
_s((make, keys, filters, input, answer, go) => {
  "use strict";

  // choose puts a value into the query, or takes it out.
  const choose = (key, id, on) => {
    const old = answer().filters.find(([k]) => k == key);
    const ids = (old ? old[1].split(",") : []).filter((v) => v.toLowerCase() != id.toLowerCase()).concat(on ? id : []);
    const filter = ids[0] ? key + ":" + ids : "";
    input.value = (old ? input.value.replace(old[2], () => filter) : input.value.trim() + " " + filter).trim();
    go(1);
  };

  const show = async (key, group) => {
    const from = answer(), rows = await from.facets(key);
    if (from != answer()) return;
    const focused = group.contains(document.activeElement) && document.activeElement.value;
    group.lastChild.replaceChildren(...rows.slice(0, 40).map(([id, label, count, chosen]) => {
      const tick = make("input", { type: "checkbox", value: id, checked: chosen });
      tick.onchange = () => choose(key, id, tick.checked);
      return make("li", {}, make("label", {}, tick, " " + label + " (" + count + ")"));
    }));
    for (const tick of group.querySelectorAll("input")) if (tick.value == focused) tick.focus();
  };

  const groups = filters.querySelectorAll("details");
  return () => keys.forEach((key, i) => groups[i].open && show(key, groups[i]));
});
