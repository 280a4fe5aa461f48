// @ts-check
// The list of entries that were found.

(function (search) {
  "use strict";

  const { element } = search;
  const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

  /**
   * Show one entry.
   * @param {Card} card
   * @param {string[]} marks
   * @param {string} root address of the site's root, ending in a slash or empty
   * @returns {HTMLLIElement}
   */
  search.resultItem = function (card, marks, root) {
    const title = element("a", { href: root + card.address }, ...marked(card.title, marks, true));
    const facts = [card.kind, card.sources.join(" and "), card.date];
    // What a line is made of comes from a page that somebody wrote: no line may cost the others.
    /** @type {Node[]} */
    const parts = [];
    /** @param {() => Node} make */
    const add = (make) => {
      try {
        parts.push(make());
      } catch (error) {
        console.error(`${card.id}:`, error);
      }
    };
    parts.push(
      element("h3", {}, title),
      // A line may end with the point between two facts, but not begin with it.
      element("p", { class: "search-facts" }, facts.filter(Boolean).join("\u00a0· ")),
      element("p", { class: "search-text" }, ...marked(card.text, marks)),
    );
    if (card.contains) add(() => line(`Includes material on ${card.contains}.`));
    if (card.closes) add(() => line(`Closing date: ${DATE.format(new Date(card.closes))}.`));
    if (card.note) add(() => element("p", { class: "search-note" }, "Archive note: ", ...marked(card.note, marks)));
    if (card.topics.length) add(() => line(`${card.topics.length > 1 ? "Topics" : "Topic"}: ${card.topics.join(", ")}`));
    if (card.target) add(() => out(card.target, "Read at", card));
    if (card.archived) add(() => out(card.archived, "Archived copy at", card));
    return element("li", { class: "search-result", "data-item": card.id }, ...parts);
  };

  /** @param {string} text */
  function line(text) {
    return element("p", { class: "search-more" }, text);
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
