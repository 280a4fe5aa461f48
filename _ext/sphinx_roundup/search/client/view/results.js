// @ts-check
// The list of entries that were found.

(function (search) {
  "use strict";

  const { element } = search;

  /**
   * Show one entry.
   * @param {Card} card
   * @param {string[]} marks
   * @param {string} root address of the site's root, ending in a slash or empty
   * @returns {HTMLLIElement}
   */
  search.resultItem = function (card, marks, root) {
    const title = element("a", { href: root + card.address }, ...marked(card.title, marks, true));
    const line = [card.date, ...card.facts.filter(({ place }) => place === "fact").map(({ words }) => words)];
    const parts = [
      element("h3", {}, title),
      // A line may end with the point between two facts, but not begin with it.
      element("p", { class: "search-facts" }, line.join("\u00a0· ")),
      ...lines(card, "notice", marks),
      element("p", { class: "search-text" }, ...marked(card.text, marks)),
      ...lines(card, "note", marks),
    ];
    // An address comes from a page that somebody wrote: it may not cost the other lines.
    /** @param {() => HTMLElement} make */
    const add = (make) => {
      try {
        parts.push(make());
      } catch (error) {
        console.error(`${card.id}:`, error);
      }
    };
    if (card.target) add(() => out(card.target, "Read at", card));
    if (card.archived) add(() => out(card.archived, "Archived copy at", card));
    return element("li", { class: "search-result", "data-item": card.id }, ...parts);
  };

  /**
   * @param {Card} card
   * @param {string} where
   * @param {string[]} marks
   */
  function lines({ facts }, where, marks) {
    return facts
      .filter(({ place }) => place === where)
      .map(({ words }) => element("p", { class: `search-${where}` }, ...marked(words, marks, where === "notice")));
  }

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
   * @param {Card} card
   */
  function out(address, what, card) {
    const host = new URL(address).hostname.replace(/^www\./, "");
    const about = element("span", { class: "search-hidden" }, `: ${card.title}`);
    const link = element("a", { href: address, rel: "external noreferrer" }, `${what} ${host}`, about);
    return element("p", { class: "search-out" }, link);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
