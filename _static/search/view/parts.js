// @ts-check
// The parts of the search page that the template holds, and the browser around them.

(function (search) {
  "use strict";

  /**
   * @param {HTMLElement} app
   * @returns {PageParts}
   */
  search.pageParts = function (app) {
    /** @param {string} name */
    const part = (name) => /** @type {any} */ (document.getElementById(`search-${name}`));
    const filters = part("filters");
    // On a wide screen there is room for the filters beside the results.
    filters.open = window.matchMedia("(min-width: 60em)").matches;
    return {
      form: part("form"),
      box: part("q"),
      body: app,
      heading: part("heading"),
      status: part("heading"),
      notices: part("notices"),
      chips: part("chips"),
      sorter: part("sorter"),
      sort: part("sort"),
      results: part("results"),
      more: part("more"),
      summary: part("summary"),
      facets: part("facets"),
    };
  };

  /**
   * Put a search into the address of the page.
   * @param {State} state
   * @param {"push" | "replace"} how
   */
  search.remember = function (state, how) {
    const address = location.pathname + search.writeState(state);
    if (how === "push" && search.writeState(state) !== location.search) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
  };

  /** @returns {boolean} whether the reader asked to be sent as little as possible */
  search.savesData = () => Boolean(/** @type {any} */ (navigator).connection?.saveData);
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
