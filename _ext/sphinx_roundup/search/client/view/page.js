// @ts-check
// The search page: reads its address, asks the engine, shows the answer.

(function (search) {
  "use strict";

  const { element, counted } = search;
  const PAGE = 10;
  /** Letters from which an answer is shown while typing, and the pause that is waited for. */
  const LIVE = 3;
  const PAUSE = 250;

  class SearchPage {
    /** @param {HTMLElement} app */
    constructor(app) {
      this.parts = pageParts();
      this.root = app.dataset.root ?? "";
      this.site = document.title;
      this.engine = search.engine(search.loader(`${this.root}search/`, () => this.start()));
      this.state = search.readState(location.search);
      this.turn = 0;
      this.started = false;
      this.timer = 0;
      this.go = this.go.bind(this);
      this.updatePanel = search.facetPanel(this.parts.facets, (filters) => void this.go({ filters }));
    }

    start() {
      if (this.started) return;
      this.started = true;
      const { q: box, form, sort, more } = this.parts;
      box.addEventListener("input", () => this.typed());
      form.addEventListener("submit", (event) => this.submitted(event));
      sort.addEventListener("change", () => void this.go({ sort: /** @type {Order} */ (sort.value) }));
      more.addEventListener("click", () => void this.showMore());
      window.addEventListener("popstate", () => {
        this.state = search.readState(location.search);
        box.value = this.state.q;
        void this.show();
      });
      box.value = this.state.q;
      void this.show();
    }

    /**
     * Change the search, the address with it, and show the answer.
     * @param {Partial<State>} change
     * @param {"push" | "replace"} [how]
     * @returns {Promise<void>}
     */
    go(change, how = "push") {
      this.state = { ...this.state, show: PAGE, ...change };
      search.remember(this.state, how);
      return this.show();
    }

    async show() {
      const { state, engine, parts } = this;
      const mine = ++this.turn;
      const late = () => mine !== this.turn;
      const waiting = setTimeout(() => late() || (parts.heading.textContent = "Searching…"), 500);
      try {
        const archive = await engine.archive();
        const answer = await engine.query({ ...state, limit: state.show });
        const cards = await engine.cards(answer.items);
        if (!late()) this.draw(archive, answer, cards);
      } catch (error) {
        if (!late()) this.fail(/** @type {Error} */ (error));
      } finally {
        clearTimeout(waiting);
      }
    }

    /**
     * @param {Archive} archive
     * @param {Answer} answer
     * @param {Card[]} cards
     */
    draw(archive, answer, cards) {
      const { parts, state, root, go } = this;
      const { filters } = state;
      const q = state.q.trim();
      // What is no facet of ours, as a tracker’s field, narrows nothing.
      const active = archive.facets.flatMap(({ key }) => filters[key] ?? []).length;
      document.title = q ? `${q} – ${this.site}` : this.site;
      parts.heading.textContent = headline(answer, q, active > 0);
      const notices = answer.notes.map((note) => search.notice(note, answer.total > 0, go));
      if (!answer.total) notices.push(search.nothingFound(answer, state, archive, go, root));
      parts.notices.replaceChildren(...notices);
      parts.chips.replaceChildren(...search.chips(archive, filters, (next) => void this.choose(next)));
      parts.results.replaceChildren(...cards.map((card) => search.resultItem(card, answer, root)));
      parts.sort.value = state.sort ?? (q ? "best" : "newest");
      parts.sorter.hidden = answer.total < 2;
      parts.more.hidden = answer.total <= state.show;
      parts.more.textContent = `Show ${Math.min(PAGE, answer.total - state.show)} more`;
      parts.summary.textContent = active ? `Filters (${active})` : "Filters";
      this.updatePanel(archive, answer, filters);
      parts.app.hidden = false;
    }

    /**
     * Take filters from a chip, which is gone when the answer is shown.
     * @param {Filters} filters
     */
    async choose(filters) {
      await this.go({ filters });
      if (document.activeElement === document.body) this.parts.heading.focus();
    }

    /** @param {Error} error */
    fail(error) {
      const { parts } = this;
      const [title, text] =
        error.message === "reload"
          ? ["The archive has been updated", "Reload the page"]
          : ["The search could not be loaded", "Try again"];
      const onclick = () => location.reload();
      parts.heading.textContent = title;
      parts.notices.replaceChildren(element("button", { type: "button", onclick }, text));
      parts.results.replaceChildren();
      parts.more.hidden = true;
      parts.app.hidden = false;
    }

    async showMore() {
      const before = this.parts.results.children.length;
      await this.go({ show: this.state.show + PAGE }, "replace");
      this.parts.results.children[before]?.querySelector("a")?.focus();
    }

    typed() {
      clearTimeout(this.timer);
      const q = this.parts.q.value;
      const short = q.trim().length > 0 && q.trim().length < LIVE;
      // Whoever saves data is only answered when asking.
      if (short || /** @type {any} */ (navigator).connection?.saveData) return;
      this.timer = window.setTimeout(() => void this.go({ q, verbatim: false }, "replace"), PAUSE);
    }

    /** @param {Event} event */
    submitted(event) {
      event.preventDefault();
      clearTimeout(this.timer);
      void this.go({ q: this.parts.q.value, verbatim: false });
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} q
   * @param {boolean} filtered
   */
  function headline(answer, q, filtered) {
    const count = answer.total ? counted(answer.total) : "Nothing found";
    if (!q) return filtered ? `${count} with these filters` : `${count} in the archive`;
    let words = q;
    for (const { is, words: typed = [], names = [] } of answer.notes) {
      if (is === "corrected") words = words.toLowerCase().replace(typed[0], names[0]);
    }
    if (!/["\u201c]/.test(words)) words = `“${words}”`;
    return `${count} for ${words}${filtered ? ", filtered" : ""}`;
  }

  /** @returns {PageParts} the parts of the page that the template holds, by the end of their ids */
  function pageParts() {
    const elements = [...document.querySelectorAll("[id^=search-]")].map((part) => [part.id.slice(7), part]);
    const parts = Object.fromEntries(elements);
    // On a wide screen there is room for the filters beside the results.
    parts.filters.open = window.matchMedia("(min-width: 60em)").matches;
    return parts;
  }

  const app = document.getElementById("search-app");
  const page = (search.page = app && new SearchPage(app));
  // The page names the manifest after this script: its arrival starts the search. Should it
  // not arrive, the engine asks for it again, and says so if that fails too.
  window.addEventListener("load", () => page?.start());
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
