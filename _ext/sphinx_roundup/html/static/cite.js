// @ts-check
// On pages with entries: a way to cite each, to save a list of them, and what Zotero looks for.
// References are made by cite/references.js, of what the search has; both are loaded when asked for.

(function () {
  "use strict";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const cards = globalThis.roundupCards;
  const root = document.documentElement.dataset.content_root ?? "";
  const EVERY = ["ris", "bib", "csl.json", "csv", "txt"];

  /**
   * @param {string} tag
   * @param {Record<string, any>} properties
   * @param {...(Node | string)} children
   * @returns {any}
   */
  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** @type {LoadScript} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: root + name, onload: resolve, onerror: () => reject(new Error(name)) });
      document.head.append(script);
    });

  /** Give what makes references; load it where it is not there yet. */
  async function maker() {
    if (!globalThis.roundupCite?.archive) await load("cite/references.js");
    return globalThis.roundupCite;
  }

  /** @param {HTMLElement} item */
  function offerToCite(item) {
    const panel = element("div", { className: "cite", hidden: true });
    const opener = cards.add(item, "Cite", async () => {
      panel.hidden = !panel.hidden;
      opener.setAttribute("aria-expanded", String(!panel.hidden));
      if (panel.hidden || panel.children.length) return;
      panel.textContent = "Loading…";
      try {
        await (await maker()).showEntry(panel, cards.idOf(item), load);
      } catch {
        panel.textContent = "The reference could not be made. Close this and try again.";
      }
    });
    opener.setAttribute("aria-expanded", "false");
    opener.parentElement?.after(panel);
  }

  /**
   * Fill a place with ways to save entries, once the box around it is opened.
   * @param {HTMLElement} box
   * @param {HTMLElement} place
   * @param {Wanted} wanted
   * @param {string} name of the file
   */
  function fillOnceOpen(box, place, wanted, name) {
    const before = [...place.childNodes];
    box.addEventListener("toggle", async function fill() {
      box.removeEventListener("toggle", fill);
      try {
        place.replaceChildren(...(await maker()).savers(EVERY, name, wanted, load));
      } catch {
        place.replaceChildren(...before, " More could not be loaded. Close this and open it again.");
        box.addEventListener("toggle", fill);
      }
    });
  }

  /**
   * @param {() => any} query what to ask the search for
   * @param {string} name of the file
   */
  function exporter(query, name) {
    const most = element("p", {}, "References, or a table, for other programs: every entry of this list.");
    const place = element("div", {});
    const box = element("details", { className: "cite" }, element("summary", {}, "Export these entries"), most, place);
    fillOnceOpen(box, place, { query }, name);
    return box;
  }

  // ---- Zotero ----------------------------------------------------------------------------

  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
  const page = canonical ?? (location.protocol === "file:" ? "" : location.href.split("#")[0]);
  /** Of an issue: what is said of the whole. */
  const top = /** @type {HTMLElement | null} */ (document.querySelector(".cite[data-date]"));

  /**
   * Put a context object (COinS) into the page.
   * @param {Element} place
   * @param {[string, string | null | undefined][]} said
   */
  function note(place, said) {
    const known = said.filter(([, value]) => value).map(([key, value]) => `rft.${key}=${encodeURIComponent(value ?? "")}`);
    const title = ["ctx_ver=Z39.88-2004", "rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc", ...known].join("&");
    place.append(element("span", { className: "Z3988", title, hidden: true }));
  }

  /**
   * Give the address of record of an entry: its place in its issue.
   * @param {HTMLElement} item
   */
  function placeOf(item) {
    const [issue, slug] = cards.idOf(item).split("/");
    return `${root}issues/${issue}.html#item-${issue}-${slug}`;
  }

  /**
   * Give the topics of an entry: each is marked where one of them has a comma, or leads on.
   * @param {HTMLElement} item
   */
  function topicsOf(item) {
    const line = item.querySelector(".item-topics");
    const marked = [...(line?.querySelectorAll("span, a") ?? [])].map((one) => one.textContent);
    return marked.length ? marked : line?.textContent?.replace(/^[^:]*: /, "").split(", ") ?? [];
  }

  /**
   * Describe an entry for reference managers that look at pages.
   * @param {HTMLElement} item
   */
  function describe(item) {
    const { date = "", masthead = own.dataset.newsletter ?? "" } =
      /** @type {HTMLElement | null} */ (item.closest("[data-date]") ?? top)?.dataset ?? {};
    const address = page && new URL(placeOf(item), page).href;
    const words = [...item.querySelectorAll(".printed :is(p, li)")].map((one) => one.textContent);
    note(item, [
      ["type", "magazineArticle"], ["title", cards.titleOf(item)], ["source", masthead], ["date", date],
      ["identifier", address], ["description", words.join(" ")], ["language", document.documentElement.lang],
      ...topicsOf(item).map((topic) => /** @type {[string, any]} */ (["subject", topic])),
    ]);
  }

  function describeAll() {
    if (top) {
      const { date, masthead } = top.dataset;
      const title = [masthead, document.querySelector("h1")?.firstChild?.textContent].filter(Boolean).join(": ");
      note(top, [["type", "report"], ["title", title], ["date", date], ["identifier", page], ["language", document.documentElement.lang]]);
    }
    items.forEach(describe);
    document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
  }

  /** @param {HTMLElement} total says how many entries a list has */
  function offerToExport(total) {
    const { facet = "", value = "", years } = total.dataset;
    const year = years?.split(" ");
    const filters = { [facet]: [value], ...(year ? { year } : {}) };
    document.querySelector(".cite-files")?.remove(); // The files of the newest, for whoever has no scripts.
    total.after(exporter(() => ({ filters, sort: "newest" }), [value, ...(year ? [year[0]] : [])].join("-")));
  }

  if (top) offerTheIssue(top);
  /** @param {HTMLElement} box of an issue */
  function offerTheIssue(box) {
    const { issue = "" } = box.dataset;
    const files = /** @type {HTMLElement | null} */ (box.querySelector(".cite-files"));
    if (files) fillOnceOpen(box, files, { issue }, issue);
  }

  const items = cards.all();
  if (items.length) describeAll();
  cards.each(offerToCite);
  document.querySelectorAll(".entry-total[data-facet]").forEach((total) => offerToExport(/** @type {HTMLElement} */ (total)));
  document.getElementById("search-sorter")?.after(exporter(() => globalThis.roundupSearch.page?.state, "search-results"));
})();
