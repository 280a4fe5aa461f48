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
    const parts = [
      element("h3", {}, title),
      element("p", { class: "search-facts" }, ...facts(card)),
      element("p", { class: "search-text" }, ...marked(card.text, marks)),
    ];
    if (card.contains) parts.push(line(`Includes material on ${card.contains}.`));
    if (card.closes) parts.push(line(`Closing date: ${DATE.format(new Date(card.closes))}.`));
    if (card.note) parts.push(element("p", { class: "search-note" }, "Archive note: ", ...marked(card.note, marks)));
    if (card.topics.length) parts.push(line(`${card.topics.length > 1 ? "Topics" : "Topic"}: ${card.topics.join(", ")}`));
    parts.push(...links(card));
    return element("li", { class: "search-result", "data-item": card.id }, ...parts);
  };

  /** @param {string} text */
  function line(text) {
    return element("p", { class: "search-more" }, text);
  }

  /** @param {Card} card */
  function facts(card) {
    const known = [card.kind, card.sources.join(" and "), card.date].filter(Boolean);
    return known.map((fact) => element("span", {}, fact));
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

  /** @param {Card} card */
  function links(card) {
    const shown = [];
    if (card.target) shown.push(out(card.target, `Read at ${host(card.target)}`, card));
    if (card.archived) shown.push(out(card.archived, `Archived copy at ${host(card.archived)}`, card));
    return shown.length ? [element("p", { class: "search-out" }, ...shown)] : [];
  }

  /**
   * @param {string} address
   * @param {string} text
   * @param {Card} card
   */
  function out(address, text, card) {
    const about = element("span", { class: "search-hidden" }, `: ${card.title}`);
    return element("a", { href: address, rel: "external noreferrer" }, text, about);
  }

  /** @param {string} address */
  function host(address) {
    return new URL(address).hostname.replace(/^www\./, "");
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
