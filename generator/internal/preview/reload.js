// Loads the page again when the site has changed, and exchanges only the
// stylesheets when nothing else did. Only the preview serves this script.
(() => {
  "use strict";
  const address = new URL(document.currentScript.src);
  const version = address.searchParams.get("version");
  let source;

  // A stylesheet keeps its name but for the hash in it.
  const plain = (url) => url.pathname.replace(/\.[0-9a-f]{16,}(?=\.)/, "");

  const restyle = (names, version) => {
    for (const link of document.querySelectorAll("link[rel=stylesheet]")) {
      const old = new URL(link.href);
      const next = names.map((name) => new URL(name, old)).find((url) => plain(url) == plain(old));
      if (!next) return location.reload();
      if (next.pathname == old.pathname) {
        if (next.pathname != plain(next)) continue; // same hash, same content
        next.searchParams.set("version", version);
      }
      const fresh = link.cloneNode();
      fresh.href = next.href;
      fresh.onload = () => link.remove(); // not before, so that the page never stands bare
      link.after(fresh);
    }
  };

  const close = () => {
    if (source) source.close();
    source = undefined;
  };
  let seen = version;
  const open = () => {
    if (source || document.visibilityState == "hidden") return;
    source = new EventSource(address.pathname.replace(/[^/]*$/, "events?") + new URLSearchParams({ seen, page: location.pathname }));
    source.addEventListener("reload", () => {
      close();
      location.reload();
    });
    source.addEventListener("style", (event) => {
      const { version, styles } = JSON.parse(event.data);
      seen = version;
      restyle(styles, version);
    });
  };

  // A browser opens six streams to one address: pages out of sight give theirs up,
  // and catch up when they come back.
  document.addEventListener("visibilitychange", () => document.visibilityState == "hidden" ? close() : open());
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
