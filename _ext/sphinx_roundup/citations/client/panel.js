// @ts-check
// What a reader sees of citing: ready text to copy, and buttons that save. cite.js shows where it is offered.

(function (cite) {
  "use strict";

  /** So many entries are loaded at a time: some files, and a word on how far it is. */
  const STEP = 160;

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

  /**
   * @param {string} label
   * @param {() => any} onclick
   */
  const button = (label, onclick) => element("button", { type: "button", className: "cite-button", textContent: label, onclick });

  const today = () => new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });

  /** @type {Promise<any> | null} */
  let opening = null;

  /**
   * Give the search's engine; load it where the page has none.
   * @param {LoadScript} load
   */
  function engine(load) {
    const open = async () => {
      if (!globalThis.roundupSearch) await load("search/app.js");
      const search = globalThis.roundupSearch;
      const root = document.documentElement.dataset.content_root ?? "";
      return search.page?.engine ?? search.engine(search.loader(`${root}search/`, () => {}));
    };
    opening ??= open();
    return opening.catch((error) => {
      opening = null;
      throw error;
    });
  }

  /**
   * @param {Wanted} wanted
   * @param {LoadScript} load
   * @param {(done: number, all: number) => void} [tell]
   * @returns {Promise<Asked>}
   */
  async function find(wanted, load, tell) {
    const search = await engine(load);
    const archive = await search.archive();
    if (wanted.query) {
      const state = wanted.query();
      const answer = await search.query({ ...state, limit: archive.items });
      return { archive, state, answer, hits: await collected(search, answer.items, tell) };
    }
    const name = wanted.issue ?? wanted.entry?.split("/")[0];
    const issue = archive.issues.find((/** @type {Issue} */ one) => one.id === name);
    const hits = await search.hits(Array.from({ length: issue.size }, (_, at) => issue.first + at));
    if (wanted.issue) return { archive, hits, issue };
    return { archive, hits: hits.filter((/** @type {Hit} */ hit) => hit.id === wanted.entry) };
  }

  /**
   * Load all entries that were found, some at a time.
   * @param {Engine} search
   * @param {number[]} items
   * @param {(done: number, all: number) => void} [tell]
   */
  async function collected(search, items, tell) {
    const hits = [];
    for (let at = 0; at < items.length; at += STEP) {
      tell?.(at, items.length);
      hits.push(...(await search.hits(items.slice(at, at + STEP))));
    }
    return hits;
  }

  /** Save a text as a file. */
  cite.save = function (text, type, name) {
    const href = URL.createObjectURL(new Blob([text], { type }));
    const link = element("a", { href, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(href), 10000);
  };

  /** Make a row of buttons that save what is wanted, and what says how that went. */
  cite.savers = function (suffixes, name, wanted, load) {
    const status = element("p", { role: "status" });
    const record = element("div", {});
    const tell = (/** @type {number} */ done, /** @type {number} */ all) => {
      status.textContent = `Collecting the entries: ${done.toLocaleString()} of ${all.toLocaleString()}…`;
    };
    const buttons = suffixes.map((suffix) => {
      const format = cite.formats[suffix];
      return button(format.label, async () => {
        status.textContent = "Collecting the entries…";
        try {
          const found = await find(wanted, load, tell);
          cite.save(format.text(found, today()), format.type, `${name}.${suffix}`);
          const count = found.hits.length;
          status.textContent = `Saved ${count.toLocaleString()} ${count === 1 ? "entry" : "entries"} as ${format.label}.`;
          record.replaceChildren(...recorded(found, name));
        } catch {
          status.textContent = "The entries could not be loaded. Try again.";
        }
      });
    });
    return [element("p", {}, ...(wanted.entry ? ["Save as "] : []), ...buttons), status, ...(wanted.query ? [record] : [])];
  };

  /**
   * Show the record of the search that was saved.
   * @param {Asked} found
   * @param {string} name
   */
  function recorded({ archive, state, answer }, name) {
    if (!state || !answer) return [];
    const text = cite.record(archive, state, answer, today());
    const shown = element("pre", { className: "cite-record", textContent: text, tabIndex: 0 });
    return [
      element("p", {}, "The record of this search, for a report on how you searched (PRISMA-S):"),
      shown,
      element("p", {}, copier("Copy the record", shown), button("Save the record", () => cite.save(text, "text/plain", `${name}.log.txt`))),
    ];
  }

  /**
   * Make a button that copies what is shown somewhere.
   * @param {string} label
   * @param {HTMLElement} shown
   */
  function copier(label, shown) {
    const copy = button(label, async () => {
      try {
        await navigator.clipboard.writeText(shown.textContent ?? "");
        copy.textContent = "Copied";
      } catch {
        getSelection()?.selectAllChildren(shown);
        copy.textContent = "Press Ctrl and C";
      }
    });
    return copy;
  }

  /** @param {Reference} reference */
  function readyText(reference) {
    const list = element("dl", { className: "cite-text" });
    for (const [name, style] of Object.entries(cite.styles)) {
      const words = style(reference, today()).map(([text, italic]) => (italic ? element("em", {}, text) : text));
      const shown = element("dd", {}, ...words);
      const copy = copier("Copy", shown);
      copy.setAttribute("aria-label", `Copy the reference in ${name}`);
      list.append(element("dt", {}, `${name} `, copy), shown);
    }
    return list;
  }

  /** Show how an entry is cited. */
  cite.showEntry = async function (panel, id, load) {
    const { hits, archive } = await find({ entry: id }, load);
    const [entry, ...documents] = cite.references(hits[0], archive);
    const [row, status] = cite.savers(["ris", "bib", "csl.json"], entry.id, { entry: id }, load);
    panel.replaceChildren(
      element("p", {}, "This cites the newsletter’s summary; its title is the archive’s. Find what it points to and cite that; where you cannot, cite this."),
      readyText(entry),
      ...(documents.length ? [element("p", {}, "What it points to, as far as the archive has found it:")] : []),
      ...documents.map(readyText),
      row,
      element("p", {}, entry.note),
      status,
    );
  };
})((globalThis.roundupCite ??= /** @type {RoundupCite} */ ({})));
