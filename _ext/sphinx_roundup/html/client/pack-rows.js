// @ts-check
// The rows of the page of a pack: an entry with its words, one that is not there, what can be undone.

(function (pack) {
  "use strict";

  const { element } = pack;
  const SHOWN = 80;

  pack.button = (label, onclick, more) =>
    element("button", { type: "button", className: "cite-button", textContent: label, onclick, ...more });

  /** @param {string} className */
  const said = (className) => (/** @type {string} */ text) => element("p", { className }, text);

  pack.entryRow = ({ title, facts, before, words, after, leads, address }, href, controls) =>
    element(
      "li",
      { className: "item" },
      element("h2", {}, element("a", { href, textContent: title })),
      element("p", { className: "item-facts" }, facts),
      ...before.map(said("content-note-notice")),
      ...words.map(said("")),
      ...after.map(said("link-note")),
      ...leads.map(([where, to]) => element("p", { className: "link-note" }, `${where} `, element("a", { href: to, rel: "external noopener noreferrer", textContent: to }))),
      ...(address ? [element("p", { className: "pack-address" }, address)] : []),
      ...controls,
    );

  /** A name that the archive does not know may be any length: so much of it is shown. */
  pack.shortened = (id) => (id.length > SHOWN ? `${id.slice(0, SHOWN)}…` : id);

  pack.missingRow = (id, why, controls) =>
    element("li", { className: "item pack-missing" }, element("p", {}, `${id}: ${why ?? "the archive has no entry of this name."}`), ...controls);

  pack.undoRow = function (words, takeBack) {
    const back = pack.button("Undo", takeBack);
    back.dataset.undo = "";
    return element("li", { className: "pack-undo" }, `${words} `, back);
  };

  /** Buttons that move an entry and take it out; a key for each, so that the focus finds it again. */
  pack.controls = function (title, at, last, { move, remove }) {
    const row = element("p", { className: "item-actions" });
    /** @type {[string, number, boolean, string][]} */
    const moves = [["Move up", at - 1, at === 0, "up"], ["Move down", at + 1, at === last, "down"], ["Move to the top", 0, at === 0, "top"]];
    for (const [label, to, disabled, way] of moves) {
      const one = pack.button(label, () => move(at, to), { disabled });
      one.dataset.to = way;
      row.append(one);
    }
    row.append(pack.button("Remove", () => remove(at)));
    for (const one of row.children) one.setAttribute("aria-label", `${one.textContent}: ${title}`);
    return row;
  };
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})));
