// Narrows and orders the list of a page by its address, such as
// ?type=attack&year=2025&sort=longest. The list is whole without this script:
// the form then asks the search page.
(function () {
  'use strict';
  var form = document.querySelector('form.filters');
  if (!form) { return; }
  var asked = new URLSearchParams(location.search);
  var fields = Array.prototype.filter.call(form.elements, function (field) { return field.tagName === 'SELECT'; });

  // A list on several pages holds only a part here: the search has all.
  if (!('here' in form.dataset)) {
    var search = function () {
      var words = [];
      Array.prototype.forEach.call(form.elements, function (field) {
        if (field.value && field.name && field.name !== 'sort') { words.push(field.name + ':' + field.value); }
      });
      return form.action + '?q=' + encodeURIComponent(words.join(' '));
    };
    fields.forEach(function (field) { field.value = asked.get(field.name) || ''; });
    if (fields.some(function (field) { return field.name !== 'sort' && field.value; })) { location.replace(search()); }
    form.addEventListener('submit', function (event) { event.preventDefault(); location.assign(search()); });
    return;
  }

  var body = document.querySelector('.rows tbody');
  var rows = Array.prototype.slice.call(body.rows);
  var count = form.querySelector('.count');
  var titles = rows.map(function (row) { return row.cells[1].textContent.trim(); });
  var collator = new Intl.Collator(document.documentElement.lang);
  var orders = {
    oldest: function (a, b) { return b - a; },
    longest: function (a, b) { return rows[b].dataset.length - rows[a].dataset.length || a - b; },
    title: function (a, b) { return collator.compare(titles[a], titles[b]); }
  };

  // fits tells whether a row has a value of a field. Sectors and countries stand
  // in one list: their ids never are the same.
  function fits(row, name, value) {
    if (name in row.dataset) { return row.dataset[name] === value; }
    return row.dataset.keys.split(' ').indexOf(value) >= 0;
  }

  function show() {
    var shown = 0;
    var wanted = fields.filter(function (field) { return field.name !== 'sort' && field.value; });
    rows.forEach(function (row) {
      row.hidden = !wanted.every(function (field) { return fits(row, field.name, field.value); });
      shown += row.hidden ? 0 : 1;
    });
    var order = rows.map(function (_, n) { return n; });
    order.sort(orders[form.elements.sort.value] || function (a, b) { return a - b; });
    order.forEach(function (n) { body.appendChild(rows[n]); });
    count.textContent = shown === 0 ? form.dataset.none
      : form.dataset.here.replace('{n}', shown).replace('{m}', rows.length);
  }

  function remember() {
    var query = new URLSearchParams();
    fields.forEach(function (field) { if (field.value) { query.set(field.name, field.value); } });
    var text = query.toString();
    history.replaceState(null, '', text ? '?' + text : location.pathname);
  }

  fields.forEach(function (field) {
    var value = asked.get(field.name);
    if (value) { field.value = value; }
    if (field.selectedIndex < 0) { field.selectedIndex = 0; }
  });
  if (fields.some(function (field) { return field.value; })) { show(); }
  form.addEventListener('change', function () { show(); remember(); });
  form.addEventListener('submit', function (event) { event.preventDefault(); show(); remember(); });
}());
