// @ts-check
// The list of entries that were found.

(function (search) {
  "use strict";

  const { element } = search;

  /**
   * Show one entry.
   * @param {Hit} hit
   * @param {Pick<Answer, "marks" | "about">} answer says which words are marked, and which names among the facts
   * @param {string} root address of the site's root, ending in a slash or empty
   * @param {string} [pages] folder of the pages that entries have of their own, where they have any
   * @returns {HTMLLIElement}
   */
  search.resultItem = function (hit, { marks, about }, root, pages) {
    const title = element("a", { href: root + search.placeOf(hit, pages) }, ...marked(hit.title, marks, true));
    /** @param {string} where */
    const said = (where) => hit.facts.filter(({ place }) => place === where).map(({ words }) => words);
    const names = [...marks, ...about.map((label) => search.words(label).map(search.stem).join(" "))];
    const facts = [hit.date, ...said("fact")].flatMap((fact, at) => [at ? "\u00a0· " : "", ...marked(fact, names, true)]);
    const notes = said("note").map((words) => element("p", { class: "search-note" }, ...marked(words, marks)));
    return element(
      "li",
      { class: "search-result item", "data-item": hit.id },
      element("h3", {}, title),
      // A line may end with the point between two facts, but not begin with it.
      element("p", { class: "search-facts" }, ...facts),
      ...said("notice").map((words) => element("p", { class: "search-notice" }, ...marked(words, names, true))),
      element("p", { class: "search-text" }, ...marked(hit.text, marks)),
      ...notes,
      ...out(hit.target, "Read at", hit),
      ...out(hit.archived, "Archived copy at", hit),
    );
  };

  /**
   * @param {string} text
   * @param {string[]} marks
   * @param {boolean} [whole]
   */
  function marked(text, marks, whole) {
    return search
      .snippet(text, marks, whole)
      .map((piece) => (piece.marked ? element("mark", {}, piece.text) : piece.text));
  }

  /**
   * @param {string} address
   * @param {string} what
   * @param {Hit} hit
   */
  function out(address, what, hit) {
    if (!address) return [];
    const host = new URL(address).hostname.replace(/^www\./, "");
    const about = element("span", { class: "search-hidden" }, `: ${hit.title}`);
    const link = element("a", { href: address, rel: "external noreferrer" }, `${what} ${host}`, about);
    return [element("p", { class: "search-out" }, link)];
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
