// @ts-check
// On pages with entries: a way to cite each, to save a list of them, and what Zotero looks for.
// References are made by cite/references.js, of what the search has; both are loaded when asked for.

(function () {
  "use strict";

  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = document.documentElement.dataset.content_root ?? "";
  /** More would be hundreds of files; whoever wants all takes the data. */
  const MOST = 1000;

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

  /** @param {string} name */
  const load = (name) =>
    new Promise((resolve, reject) => {
      const script = element("script", { src: root + name, onload: resolve, onerror: () => reject(new Error(name)) });
      document.head.append(script);
    });

  /** @type {Promise<any> | null} */
  let opening = null;

  /** Load what makes references, and the search's engine where the page has none. */
  async function open() {
    if (!globalThis.roundupCite?.archive) await load("cite/references.js");
    if (!globalThis.roundupSearch) await load("search/app.js");
    const search = globalThis.roundupSearch;
    return search.page?.engine ?? search.engine(search.loader(`${root}search/`, () => {}));
  }

  function engine() {
    opening ??= open();
    return opening.catch((error) => {
      opening = null;
      throw error;
    });
  }

  /**
   * @param {string} text
   * @param {string} type
   * @param {string} name
   */
  function save(text, type, name) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const link = element("a", { href, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  }

  const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /**
   * @param {string} label
   * @param {() => any} onclick
   */
  const button = (label, onclick) => element("button", { type: "button", className: "cite-button", textContent: label, onclick });

  /**
   * Make a row of buttons that save entries in each format.
   * @param {string[]} suffixes
   * @param {string} name of the file
   * @param {() => Promise<{cards: Card[], archive: Archive}>} find
   * @param {HTMLElement} status
   */
  function savers(suffixes, name, find, status) {
    /** @type {Record<string, string>} */
    const labels = { ris: "RIS", bib: "BibTeX", "csl.json": "CSL-JSON", csv: "CSV", txt: "Plain list" };
    return suffixes.map((suffix) =>
      button(labels[suffix], async () => {
        status.textContent = "Collecting the entries…";
        try {
          const { cards, archive } = await find();
          const format = globalThis.roundupCite.formats[suffix];
          save(format.text(cards, archive, today()), format.type, `${name}.${suffix}`);
          status.textContent = `Saved ${cards.length} ${cards.length === 1 ? "entry" : "entries"} as ${format.label}.`;
        } catch {
          status.textContent = "The entries could not be loaded. Try again.";
        }
      }),
    );
  }

  // ---- one entry -------------------------------------------------------------------------

  /** @param {string} id */
  async function cardOf(id) {
    const found = await engine();
    const archive = await found.archive();
    const issue = archive.issues.find((/** @type {Issue} */ one) => one.id === id.split("/")[0]);
    const items = Array.from({ length: issue.size }, (_, at) => issue.first + at);
    const cards = await found.cards(items);
    return { archive, cards: cards.filter((/** @type {Card} */ card) => card.id === id) };
  }

  /** @param {Reference} reference */
  function readyText(reference) {
    const list = element("dl", { className: "cite-text" });
    for (const [name, style] of Object.entries(globalThis.roundupCite.styles)) {
      const words = style(reference, today()).map(([text, italic]) => (italic ? element("em", {}, text) : text));
      const shown = element("dd", {}, ...words);
      const copy = button("Copy", async () => {
        try {
          await navigator.clipboard.writeText(shown.textContent);
          copy.textContent = "Copied";
        } catch {
          getSelection()?.selectAllChildren(shown);
          copy.textContent = "Press Ctrl and C";
        }
      });
      copy.setAttribute("aria-label", `Copy the reference in ${name}`);
      list.append(element("dt", {}, `${name} `, copy), shown);
    }
    return list;
  }

  /**
   * @param {string} id
   * @param {HTMLElement} panel
   */
  async function fill(id, panel) {
    const { cards, archive } = await cardOf(id);
    const [entry, ...documents] = globalThis.roundupCite.references(cards[0], archive);
    const status = element("p", { role: "status" });
    const find = async () => ({ cards, archive });
    panel.replaceChildren(
      element("p", {}, "This cites the newsletter’s summary; its title is the archive’s. Find what it points to and cite that; where you cannot, cite this."),
      readyText(entry),
      ...(documents.length ? [element("p", {}, "What it points to, as far as the archive has found it:")] : []),
      ...documents.map(readyText),
      element("p", {}, "Save as ", ...savers(["ris", "bib", "csl.json"], entry.id, find, status)),
      element("p", {}, entry.note),
      status,
    );
  }

  /** @param {HTMLElement} item an entry on its issue’s page */
  function offerToCite(item) {
    const facts = item.querySelector(".item-facts");
    if (!facts) return;
    const id = item.dataset.item ?? "";
    const panel = element("div", { className: "cite", hidden: true });
    const opener = button("Cite", async () => {
      panel.hidden = !panel.hidden;
      opener.setAttribute("aria-expanded", String(!panel.hidden));
      if (panel.hidden || panel.children.length) return;
      panel.textContent = "Loading…";
      await fill(id, panel).catch(() => (panel.textContent = "The reference could not be made. Close this and try again."));
    });
    opener.setAttribute("aria-expanded", "false");
    opener.setAttribute("aria-label", `Cite: ${titleOf(item)}`);
    facts.append(element("li", { className: "item-cite" }, opener));
    facts.after(panel);
  }

  // ---- a list ----------------------------------------------------------------------------

  /**
   * @param {() => any} request what to ask the search for
   * @param {string} name of the file
   */
  function exporter(request, name) {
    const status = element("p", { role: "status" });
    const find = async () => {
      const found = await engine();
      const archive = await found.archive();
      const { items } = await found.query({ ...request(), limit: MOST });
      return { archive, cards: await found.cards(items) };
    };
    const row = element("p", {}, ...savers(["ris", "bib", "csl.json", "csv", "txt"], name, find, status));
    const most = element("p", {}, "References, or a table, for other programs. Of a list of more than 1,000 entries, the first 1,000.");
    return element("details", { className: "cite" }, element("summary", {}, "Export these entries"), most, row, status);
  }

  // ---- Zotero ----------------------------------------------------------------------------

  /** @param {Element} item */
  function titleOf(item) {
    const heading = item.querySelector("h1, h2, h3, h4")?.cloneNode(true);
    if (!(heading instanceof HTMLElement)) return "";
    heading.querySelector(".headerlink")?.remove();
    return heading.textContent?.trim() ?? "";
  }

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
   * Describe an entry for reference managers that look at pages.
   * @param {HTMLElement} item
   */
  function describe(item) {
    const { date = "", masthead = own.dataset.newsletter ?? "" } =
      /** @type {HTMLElement | null} */ (item.closest("[data-date]") ?? top)?.dataset ?? {};
    const link = /** @type {HTMLAnchorElement | null} */ (item.querySelector("article.item > h3 > a"))?.getAttribute("href");
    const address = page && new URL(link ?? `#${item.id}`, page).href;
    const words = [...item.querySelectorAll("[data-printed] p, [data-printed] li")].map((one) => one.textContent);
    const topics = [...item.querySelectorAll(".topics")].map((one) => one.textContent?.trim());
    note(item, [
      ["type", "magazineArticle"], ["title", titleOf(item)], ["source", masthead], ["date", date],
      ["identifier", address], ["description", words.join(" ")], ["language", document.documentElement.lang],
      ...topics.map((topic) => /** @type {[string, any]} */ (["subject", topic])),
    ]);
  }

  function describeAll() {
    if (top) {
      const { date, masthead } = top.dataset;
      const title = [masthead, titleOf(document.body)].filter(Boolean).join(": ");
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

  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("article .item")]);
  if (items.length) describeAll();
  items.filter((item) => item.matches("section")).forEach(offerToCite);
  document.querySelectorAll(".entry-total[data-facet]").forEach((total) => offerToExport(/** @type {HTMLElement} */ (total)));
  document.getElementById("search-sorter")?.after(exporter(() => globalThis.roundupSearch.page?.state, "search-results"));
})();
