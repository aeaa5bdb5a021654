// The record builder: a form that writes the YAML of a record, checks it while
// one types, and opens the repository's page for a new file with it. There is no
// server: nothing leaves the browser until the contributor sends the file.
//
// Markup that it needs, once on a page:
//
//   <div id="record-builder" data-repository="https://…" data-branch="main">
//     …what readers without JavaScript see: links to the template records and
//     to the issue form…
//   </div>
//   <script src="builder-data.js" defer></script>
//   <script src="builder-times.js" defer></script>
//   <script src="builder-check.js" defer></script>
//   <script src="builder.js" defer></script>
//
// data-repository is the web address of the repository; when it is empty, the
// file can be copied and saved only. data-branch is the branch that is published.
// data-kind may name the kind of record to begin with: incident (the default),
// service or organisation. The content of the element is replaced.
//
// Classes for the stylesheet: builder, builder-field, builder-required,
// builder-help, builder-message, builder-more, builder-row, builder-choices,
// builder-result, builder-findings, builder-buttons.
//
// Classic script: no modules, no network, no inline style, no HTML from text, so
// that it runs under a strict content policy and from a file.
(function (window, document) {
  "use strict";

  var builder = window.RecordBuilder, data = builder && builder.data;
  var count = 0; // for ids

  function word(id, values) {
    return data.words[id].replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
  }

  // el makes an element with attributes, and texts or elements inside.
  function el(name, attributes) {
    var node = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== undefined && attributes[key] !== false) {
        node.setAttribute(key, attributes[key] === true ? "" : attributes[key]);
      }
    });
    Array.prototype.slice.call(arguments, 2).forEach(function (child) {
      if (child) {
        node.append(child);
      }
    });
    return node;
  }

  // --- controls: each has a node, read() and show(path, findings) --------------

  // entries splits what stands between commas, or line breaks in a text area.
  function entries(text, f) {
    return text.split(f.kind === "line" ? /[;\n]/ : /[,;\n]/).map(function (s) { return s.trim(); }).filter(Boolean);
  }

  // framed puts a label, the meaning and the place for messages around a control.
  function framed(f, id, control) {
    var message = el("p", { "class": "builder-message", id: id + "-message", "aria-live": "polite" });
    var node = el("div", { "class": "builder-field" },
      el("label", { "for": id }, f.title, f.required && el("span", { "class": "builder-required" }, " (" + word("required") + ")")),
      el("p", { "class": "builder-help", id: id + "-help" }, f.meaning + " " + hint(f)),
      control, message);
    var touched = false;
    control.id = id;
    control.setAttribute("aria-describedby", id + "-help " + id + "-message");
    control.addEventListener("change", function () { touched = true; });
    return {
      node: node,
      // show tells the first finding about the field and what is inside it.
      show: function (path, findings, all) {
        var own = findings.filter(function (x) { return x.field === path || x.field.startsWith(path + "["); });
        var say = own.length && (touched || all) ? own[0].message : "";
        if (message.textContent !== say) {
          message.textContent = say;
        }
        control.setAttribute("aria-invalid", say ? "true" : "false");
        own.forEach(function (x) { x.target = control; });
      }
    };
  }

  function hint(f) {
    if (f.kind === "choice" || f.kind === "rows") {
      return "";
    }
    var example = f.example && f.kind !== "yes-no" ? " " + word("example", { example: f.example.replace(/^\[|\]$/g, f.list ? "" : "$&").replace(/"/g, f.list ? "" : '"') }) : "";
    return f.list ? word("several") + example : f.form.split(";")[0].replace(/^./, function (c) { return c.toUpperCase(); }) + "." + example;
  }

  // field makes the control of a field.
  function field(f) {
    if (f.kind === "rows") {
      return f.list ? rows(f) : group(f);
    }
    if (f.fact && f.fields.length > 3) {
      return group(f);
    }
    if (f.list && f.choices) {
      return checkboxes(f);
    }
    return f.fact ? fact(f) : value(f);
  }

  function value(f) {
    var id = "b-" + (++count), control;
    if (f.choices || f.kind === "yes-no") {
      control = el("select", {}, el("option", { value: "" }, word("none")));
      (f.choices || [["true", word("yes")], ["false", word("no")]]).forEach(function (c) {
        control.append(el("option", { value: c[0] }, f.choices ? c[0] + " – " + c[1] : c[1]));
      });
    } else if (f.kind === "markdown" || f.max > 250) {
      control = el("textarea", { rows: f.name === "details" ? "8" : "4" });
    } else {
      control = el("input", { type: f.kind === "url" ? "url" : "text", autocomplete: "off", spellcheck: f.kind === "line" ? undefined : "false", list: f.kind === "country" && !f.list ? "builder-countries" : undefined });
    }
    var frame = framed(f, id, control);
    return {
      node: frame.node,
      show: frame.show,
      set: function (text) { control.value = text; },
      read: function () {
        var text = control.value.trim();
        return f.list ? entries(text, f) : text;
      }
    };
  }

  // fact is a value with a place for its sources and a note.
  function fact(f) {
    var main = value(f), parts = f.fields.slice(1).map(function (part) { return { f: part, control: field(part) }; });
    var more = el("details", { "class": "builder-more" }, el("summary", {}, word("factMore", { title: f.title })));
    parts.forEach(function (p) { more.append(p.control.node); });
    main.node.append(more);
    return {
      node: main.node,
      show: function (path, findings, all) {
        main.show(path, findings.filter(function (x) { return x.field === path || x.field === path + ".value"; }).map(function (x) { return x.field === path ? x : alias(x, path); }), all);
        parts.forEach(function (p) { p.control.show(path + "." + p.f.name, findings, all); });
      },
      read: function () {
        var v = main.read(), whole = { value: v }, more = false;
        parts.forEach(function (p) {
          var x = p.control.read();
          if (x.length) {
            whole[p.f.name] = x;
            more = true;
          }
        });
        return more ? whole : v;
      }
    };
  }

  // alias is a finding about the value of a fact, shown at the fact.
  function alias(x, path) {
    var copy = { field: path, message: x.message };
    Object.defineProperty(copy, "target", { set: function (node) { x.target = node; } });
    return copy;
  }

  // group is a mapping: a fieldset with the controls of its fields.
  function group(f) {
    var inner = mapping(f.fields);
    return {
      node: el("fieldset", { "class": "builder-group" }, el("legend", {}, f.title), el("p", { "class": "builder-help" }, f.meaning), inner.node),
      show: inner.show,
      read: inner.read
    };
  }

  // mapping holds the controls of several fields; those that are not required
  // wait behind "more".
  function mapping(fields) {
    var node = el("div", {}), more = el("details", { "class": "builder-more" }, el("summary", {}, word("more")));
    var controls = fields.map(function (f) { return { f: f, control: field(f) }; });
    controls.forEach(function (c) {
      (c.f.required || shown[c.f.name] ? node : more).append(c.control.node);
    });
    if (more.childNodes.length > 1) {
      node.append(more);
    }
    return {
      node: node,
      controls: controls,
      show: function (path, findings, all) {
        controls.forEach(function (c) { c.control.show(path ? path + "." + c.f.name : c.f.name, findings, all); });
      },
      read: function () {
        var v = {};
        controls.forEach(function (c) {
          var x = c.control.read();
          if (typeof x === "object" ? Object.keys(x).length : x) {
            v[c.f.name] = x;
          }
        });
        return v;
      }
    };
  }

  // shown are fields that are often needed though not required.
  var shown = { value: true, status: true, sources: true, url: true, start: true, end: true, claims: true, note: false };

  function rows(f) {
    var list = el("div", {}), all = [];
    var add = el("button", { type: "button" }, word("add", { title: f.title.toLowerCase() }));
    var node = el("fieldset", { "class": "builder-group" }, el("legend", {}, f.title), el("p", { "class": "builder-help" }, f.meaning), list, add);
    function append(focus) {
      var row = mapping(f.fields), remove = el("button", { type: "button" }, word("remove"));
      row.box = el("div", { "class": "builder-row", role: "group", "aria-label": f.title }, row.node, remove);
      remove.addEventListener("click", function () {
        all.splice(all.indexOf(row), 1);
        row.box.remove();
        add.focus();
        node.dispatchEvent(new Event("input", { bubbles: true }));
      });
      all.push(row);
      list.append(row.box);
      if (focus) {
        row.box.querySelector("input, select, textarea").focus();
        node.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
    add.addEventListener("click", function () { append(true); });
    if (f.required) {
      append(false);
    }
    return {
      node: node,
      show: function (path, findings, every) {
        all.forEach(function (row, i) {
          var at = path + "[" + i + "]";
          row.show(at, findings, every);
          findings.forEach(function (x) {
            if (x.field === at && !x.target) {
              x.target = row.box.querySelector("input, select, textarea");
            }
          });
        });
      },
      read: function () { return all.map(function (row) { return row.read(); }).filter(function (v) { return Object.keys(v).length; }); }
    };
  }

  function checkboxes(f) {
    var boxes = f.choices.map(function (c) { return el("input", { type: "checkbox", value: c[0] }); });
    var list = el("ul", { "class": "builder-choices" });
    boxes.forEach(function (box, i) {
      list.append(el("li", {}, el("label", {}, box, " " + f.choices[i][0] + " – " + f.choices[i][1])));
    });
    return {
      node: el("fieldset", { "class": "builder-group" }, el("legend", {}, f.title), el("p", { "class": "builder-help" }, f.meaning), list),
      show: function () {},
      read: function () { return boxes.filter(function (b) { return b.checked; }).map(function (b) { return b.value; }); }
    };
  }

  // --- the page ------------------------------------------------------------------

  // today is the day on the reader's own clock.
  function today() {
    var t = new Date();
    return t.getFullYear() + "-" + String(t.getMonth() + 1).padStart(2, "0") + "-" + String(t.getDate()).padStart(2, "0");
  }

  function repositoryOf(place) {
    var address = place.getAttribute("data-repository") || "";
    return /^https?:\/\/[^/]/.test(address) ? address.replace(/\/+$/, "") : "";
  }

  function result(place) {
    var repository = repositoryOf(place), branch = place.getAttribute("data-branch") || "main";
    var path = el("code", {}), text = el("code", {}), status = el("p", { role: "status" });
    var findings = el("ul", { "class": "builder-findings" });
    var copy = el("button", { type: "button" }, word("copy"));
    var save = el("a", { "class": "button", href: "#" }, word("save"));
    var open = repository && el("a", { "class": "button", href: repository, target: "_blank", rel: "noopener" }, word("open", { host: new URL(repository).hostname }));
    var said = el("p", { role: "status" }), blob = "";
    copy.addEventListener("click", function () {
      var range = document.createRange(), selection = window.getSelection();
      range.selectNodeContents(text);
      selection.removeAllRanges();
      selection.addRange(range);
      said.textContent = document.execCommand("copy") ? word("copied") : word("copyYourself");
    });
    return {
      node: el("section", { "class": "builder-result", "aria-label": word("result") },
        el("h2", {}, word("result")), status, findings, el("p", {}, word("file") + " ", path),
        el("div", { "class": "builder-buttons" }, open, copy, save), said, el("pre", { tabindex: "0" }, text)),
      show: function (kind, record, list) {
        var yaml = builder.yaml(kind, record), file = builder.fileName(kind, record), address;
        text.textContent = yaml;
        path.textContent = file.path;
        said.textContent = "";
        status.textContent = list.length ? word(list.length === 1 ? "oneLeft" : "left", { n: list.length }) : word("good");
        findings.replaceChildren.apply(findings, list.map(function (x) { return el("li", {}, finding(x)); }));
        URL.revokeObjectURL(blob);
        blob = URL.createObjectURL(new Blob([yaml], { type: "text/yaml" }));
        save.href = blob;
        save.setAttribute("download", file.id + ".yaml");
        if (open) {
          address = builder.newFile(repository, branch, file.path, yaml);
          open.href = address || repository + "/new/" + encodeURIComponent(branch) + "?filename=" + encodeURIComponent(file.path);
          said.textContent = address ? "" : word("long");
        }
      }
    };
  }

  // finding is a line of the list of findings, which leads to its field.
  function finding(x) {
    var line = x.field + ": " + x.message, button;
    if (!x.target) {
      return line;
    }
    button = el("button", { type: "button" }, line);
    button.addEventListener("click", function () {
      for (var at = x.target; at; at = at.parentElement) {
        if (at.tagName === "DETAILS") {
          at.open = true;
        }
      }
      x.target.focus();
    });
    return button;
  }

  function start(place) {
    var kind = place.getAttribute("data-kind") || "incident", names = Object.keys(data.records), inner, timer;
    var choose = el("select", { id: "builder-kind" }), fields = el("div", {}), outcome = result(place);
    names.forEach(function (name) {
      choose.append(el("option", { value: name, selected: name === kind }, word(name)));
    });
    function refresh(all) {
      var record = inner.read(), list = builder.check(choose.value, record);
      inner.show("", list, all);
      outcome.show(choose.value, record, list);
    }
    function build() {
      var all = data.records[choose.value].fields.filter(function (f) { return f.name !== "id" && f.name !== "withdrawn"; });
      inner = mapping(all);
      inner.controls.forEach(function (c) {
        if (c.f.kind === "day" && c.control.set) {
          c.control.set(today());
        }
      });
      fields.replaceChildren(inner.node);
      refresh(false);
    }
    var form = el("form", { "class": "builder", novalidate: true },
      el("p", {}, el("label", { "for": "builder-kind" }, word("kind") + " "), choose), fields);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function () {
      window.clearTimeout(timer);
      timer = window.setTimeout(refresh, 150, false);
    });
    form.addEventListener("change", function () { refresh(false); });
    choose.addEventListener("change", build);
    var countries = el("datalist", { id: "builder-countries" });
    Object.keys(data.countries).forEach(function (code) { countries.append(el("option", { value: code }, data.countries[code])); });
    place.replaceChildren(form, countries, outcome.node);
    build();
  }

  function ready() {
    var place = document.getElementById("record-builder");
    if (place && data && builder.check) {
      start(place);
    }
  }

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", ready);
  } else {
    ready();
  }
})(window, document);
