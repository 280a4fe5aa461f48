// @ts-check
// The address of the page is the state of the search: slugs, so that it can be read and kept.

(function (search) {
  "use strict";

  const ORDERS = ["best", "newest", "oldest"];
  const OWN = new Set(["q", "sort", "show", "verbatim"]);
  const PAGE = 10;
  /** More are not shown on a page; whoever wants them all exports them. */
  search.MOST_SHOWN = 1000;

  /**
   * @param {string} query the part of an address after the question mark
   * @returns {State}
   */
  search.readState = function (query) {
    const fields = new URLSearchParams(query);
    // Without a prototype: whoever writes an address may name a field “constructor”.
    /** @type {Filters} */
    const filters = Object.create(null);
    for (const [key, value] of fields) {
      if (OWN.has(key) || !value) continue;
      filters[key] = [...new Set([...(filters[key] ?? []), value])];
    }
    const sort = /** @type {Order} */ (fields.get("sort"));
    const show = Math.ceil(Number(fields.get("show")) / PAGE) * PAGE;
    return {
      q: fields.get("q") ?? "",
      filters,
      sort: ORDERS.includes(sort) ? sort : undefined,
      show: show > PAGE ? Math.min(show, search.MOST_SHOWN) : PAGE,
      verbatim: fields.has("verbatim"),
    };
  };

  /**
   * @param {State} state
   * @returns {string} an address relative to the page: a question mark and fields, or nothing
   */
  search.writeState = function (state) {
    const fields = new URLSearchParams();
    if (state.q.trim()) fields.set("q", state.q.trim());
    for (const [key, values] of Object.entries(state.filters)) {
      for (const value of values) fields.append(key, value);
    }
    if (state.sort) fields.set("sort", state.sort);
    if (state.show > PAGE) fields.set("show", String(state.show));
    if (state.verbatim) fields.set("verbatim", "1");
    const text = fields.toString();
    return text && `?${text}`;
  };

  /**
   * Put a search into the address of the page.
   * @param {State} state
   * @param {"push" | "replace"} how
   */
  search.remember = function (state, how) {
    const query = search.writeState(state);
    const same = query === location.search;
    history[how === "push" && !same ? "pushState" : "replaceState"](null, "", location.pathname + query);
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
