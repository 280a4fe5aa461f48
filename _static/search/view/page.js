// @ts-check
// The search page: reads its address, asks the engine, shows the answer.

(function (search) {
  "use strict";

  const { element, counted } = search;
  const LIVE = 3;
  const PAUSE = 250;

  /** @param {HTMLElement} app */
  function start(app) {
    const parts = search.pageParts(app);
    const root = app.dataset.root ?? "";
    const site = document.title;
    const engine = search.engine(search.loader(`${root}search/`));
    const updatePanel = search.facetPanel(parts.facets, (filters) => go({ filters }));
    let state = search.readState(location.search);
    let turn = 0;

    /**
     * Change the search, the address with it, and show the answer.
     * @param {Partial<State>} change
     * @param {"push" | "replace"} [how]
     * @returns {Promise<void>}
     */
    function go(change, how = "push") {
      state = { ...state, show: 10, ...change };
      search.remember(state, how);
      return show();
    }

    async function show() {
      const mine = ++turn;
      const waiting = setTimeout(() => mine === turn && (parts.status.textContent = "Searching…"), 400);
      try {
        const archive = await engine.archive();
        const answer = await engine.query({ ...state, limit: state.show });
        const cards = await engine.cards(answer.items);
        if (mine === turn) draw(archive, answer, cards);
      } catch (error) {
        if (mine === turn) fail(/** @type {Error} */ (error));
      } finally {
        clearTimeout(waiting);
      }
    }

    /**
     * @param {Archive} archive
     * @param {Answer} answer
     * @param {Card[]} cards
     */
    function draw(archive, answer, cards) {
      const { q, filters, show: shown } = state;
      if (document.activeElement !== parts.box) parts.box.value = q;
      const active = Object.values(filters).flat().length;
      document.title = q.trim() ? `${q.trim()} – ${site}` : site;
      parts.status.textContent = headline(answer, q, active > 0);
      parts.notices.replaceChildren(...answer.notes.map((note) => search.notice(note, answer.total > 0, go)));
      if (!answer.total) parts.notices.append(search.nothingFound(answer, state, archive, go, root));
      parts.chips.replaceChildren(...search.chips(archive, filters, (next) => void choose(next)));
      parts.results.replaceChildren(...cards.map((card) => search.resultItem(card, answer.marks, root)));
      parts.sort.value = state.sort ?? (q.trim() ? "best" : "newest");
      parts.sorter.hidden = answer.total < 2;
      parts.more.hidden = answer.total <= shown;
      parts.more.textContent = `Show ${Math.min(10, answer.total - shown)} more`;
      parts.summary.textContent = active ? `Filters (${active})` : "Filters";
      updatePanel(archive, answer, filters);
      parts.body.hidden = false;
    }

    /** @param {Filters} filters chosen by a chip, which is gone when the answer is shown */
    async function choose(filters) {
      await go({ filters });
      if (document.activeElement === document.body) parts.heading.focus();
    }

    /** @param {Error} error */
    function fail(error) {
      const stale = error.message === "reload";
      parts.body.hidden = false;
      parts.status.textContent = stale ? "The archive has been updated" : "The search could not be loaded";
      const text = stale ? "Reload the page" : "Try again";
      const retry = () => (stale ? location.reload() : void show());
      parts.notices.replaceChildren(
        element("p", {}, stale ? "Reload this page to search the new version." : "Check your connection, then try again."),
        element("p", {}, element("button", { type: "button", onclick: retry }, text)),
      );
      parts.results.replaceChildren();
    }

    async function showMore() {
      const before = parts.results.children.length;
      await go({ show: state.show + 10 }, "replace");
      parts.results.children[before]?.querySelector("a")?.focus();
    }

    let timer = 0;
    function typed() {
      clearTimeout(timer);
      const q = parts.box.value;
      const short = q.trim().length > 0 && q.trim().length < LIVE;
      if (short || search.savesData()) return;
      timer = window.setTimeout(() => void go({ q, verbatim: false }, "replace"), PAUSE);
    }

    /** @param {Event} event */
    function submitted(event) {
      event.preventDefault();
      clearTimeout(timer);
      void go({ q: parts.box.value, verbatim: false });
    }

    parts.box.addEventListener("input", typed);
    parts.form.addEventListener("submit", submitted);
    parts.sort.addEventListener("change", () => void go({ sort: /** @type {Order} */ (parts.sort.value) }));
    parts.more.addEventListener("click", () => void showMore());
    window.addEventListener("popstate", () => {
      state = search.readState(location.search);
      parts.box.value = state.q;
      void show();
    });
    parts.box.value = state.q;
    void show();
  }

  /**
   * @param {Answer} answer
   * @param {string} q
   * @param {boolean} filtered
   */
  function headline(answer, q, filtered) {
    let words = q.trim();
    for (const { is, words: typed = [], names = [] } of answer.notes) {
      if (is === "corrected") words = words.toLowerCase().replace(typed[0], names[0]);
    }
    const count = answer.total ? counted(answer.total) : "Nothing found";
    if (!words) return filtered ? `${count} with these filters` : `${count} in the archive`;
    return `${count} for ${/["\u201c]/.test(words) ? words : `“${words}”`}${filtered ? ", filtered" : ""}`;
  }

  const app = document.getElementById("search-app");
  if (app) start(app);
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
