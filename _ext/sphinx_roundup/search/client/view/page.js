// @ts-check
// The search page: reads its address, asks the engine, shows the answer.

(function (search) {
  "use strict";

  const { element, counted } = search;
  const PAGE = 10;
  const MANY = 100;
  /** Letters from which an answer is shown while typing, and the pause that is waited for, in ms. */
  const LIVE = 3;
  const PAUSE = 250;
  /** After so long without a letter a word counts as finished; after a rest, what was shown as read. */
  const FINISHED = 1500;
  const REST = 5000;

  class SearchPage {
    /** @param {HTMLElement} app */
    constructor(app) {
      this.parts = pageParts();
      this.root = app.dataset.root ?? "";
      this.pages = app.dataset.pages;
      this.site = document.title;
      this.load = search.loader(`${this.root}search/`, () => this.start(), app.dataset.version);
      this.engine = search.engine(this.load);
      this.state = search.readState(location.search);
      this.turn = 0;
      this.timer = 0;
      this.lastTyped = 0;
      /** Whether the index may be asked, the shown search was asked for, and something was shown. */
      this.started = false;
      this.settled = Boolean(location.search);
      this.shown = false;
      this.failed = false;
      /** Scripts that are loaded later hear of each answer that was shown. @type {((shown: ShownAnswer) => void)[]} */
      this.listeners = [];
      /** @type {ShownAnswer | null} */
      this.last = null;
      this.go = this.go.bind(this);
      this.updatePanel = search.facetPanel(this.parts.facets, (filters) => void this.go({ filters }));
      this.listen();
    }

    listen() {
      const { q: box, form, sort, more, hundred } = this.parts;
      box.addEventListener("input", () => this.typed());
      form.addEventListener("submit", (event) => this.submitted(event));
      sort.addEventListener("change", () => void this.go({ sort: /** @type {Order} */ (sort.value) }));
      more.addEventListener("click", () => void this.showMore(PAGE));
      hundred.addEventListener("click", () => void this.showMore(MANY));
      window.addEventListener("popstate", () => {
        clearTimeout(this.timer);
        this.state = search.readState(location.search);
        this.settled = true;
        box.value = this.state.q;
        void this.show();
      });
      window.addEventListener("online", () => void (this.failed && this.show()));
      this.parts.builder.addEventListener("toggle", () => this.add("builder"), { once: true });
      box.addEventListener("focus", () => this.add("suggest"), { once: true });
      if (document.activeElement === box) this.add("suggest");
      // Somebody may have typed before this script arrived.
      if (box.value) this.typed();
      else box.value = this.state.q;
    }

    /**
     * Load a part of the page that a first answer does not need.
     * @param {string} name
     */
    add(name) {
      // Without it the search does all else, and the next page asks again.
      this.load(name).then((attach) => attach(this), () => undefined);
    }

    start() {
      if (this.started) return;
      this.started = true;
      void this.show();
    }

    /**
     * Change the search, the address with it, and show the answer.
     * @param {Partial<State>} change
     * @param {"push" | "replace"} [how]
     * @param {boolean} [typing] the last word may go on
     * @returns {Promise<void>}
     */
    go(change, how = "push", typing = false) {
      clearTimeout(this.timer);
      this.state = { ...this.state, show: PAGE, q: this.parts.q.value, ...change };
      this.settled = !typing;
      search.remember(this.state, how);
      return this.show(typing);
    }

    /** @param {boolean} [typing] the last word may go on */
    async show(typing = false) {
      const { state, parts } = this;
      if (!this.started) return;
      const mine = ++this.turn;
      const late = () => mine !== this.turn;
      const waiting = setTimeout(() => late() || (parts.heading.textContent = "Searching…"), 500);
      try {
        await this.ask(state, typing, late);
      } catch (error) {
        if (!late()) this.fail(/** @type {Error} */ (error));
      } finally {
        clearTimeout(waiting);
      }
    }

    /**
     * Ask for an answer and show it. The first does not wait for what only filters need.
     * @param {State} state
     * @param {boolean} typing
     * @param {() => boolean} late tells whether something else was asked meanwhile
     */
    async ask(state, typing, late) {
      const { engine } = this;
      const request = { ...state, typing, limit: state.show };
      if (!this.shown && !Object.keys(state.filters).length) {
        const first = await engine.query({ ...request, quick: true });
        const shown = await engine.hits(first.items);
        if (first.total && !late()) this.drawAnswer(first, shown);
      }
      const archive = await engine.archive();
      const answer = await engine.query(request);
      const hits = await engine.hits(answer.items);
      if (late()) return;
      this.draw(archive, answer, hits);
      if (!this.last) this.add("hints");
      const last = (this.last = { archive, answer, hits, typing });
      this.listeners.forEach((tell) => tell(last));
      if (answer.notes.some(({ is }) => is === "unfinished")) this.timer = window.setTimeout(() => void this.show(), FINISHED);
    }

    /**
     * @param {Archive} archive
     * @param {Answer} answer
     * @param {Hit[]} hits
     */
    draw(archive, answer, hits) {
      const { parts, state } = this;
      const { filters } = state;
      // What is no facet of ours, as a tracker’s field, narrows nothing.
      const labels = archive.facets.flatMap(({ key, values }) =>
        (filters[key] ?? []).map((slug) => values.find((value) => value.slug === slug)?.label ?? slug),
      );
      const active = labels.length;
      this.drawAnswer(answer, hits, labels);
      parts.jump.textContent = `Go to the results: ${counted(answer.total)}`;
      parts.chips.replaceChildren(...search.chips(archive, filters, (next) => void this.choose(next)));
      parts.summary.textContent = active ? `Filters (${active})` : "Filters";
      this.updatePanel(archive, answer, filters);
    }

    /**
     * Show all of an answer but its filters.
     * @param {Answer} answer
     * @param {Hit[]} hits
     * @param {string[]} [filters] in words
     */
    drawAnswer(answer, hits, filters = []) {
      const { parts, state, root, pages, go } = this;
      const q = state.q.trim();
      document.title = q ? `${q} – ${this.site}` : this.site;
      const order = state.sort ? [...parts.sort.options].find(({ value }) => value === state.sort)?.text.toLowerCase() : "";
      const heading = [headline(answer, q, filters), order].filter(Boolean).join(", ");
      const notices = answer.notes.map((note) => search.notice(note, answer.total > 0, go));
      // What is the same is left alone: a screen reader would say it again.
      const same = parts.heading.textContent === heading && !parts.notices.childElementCount && !notices.length;
      if (!same) {
        parts.heading.textContent = heading;
        parts.notices.replaceChildren(...notices);
      }
      parts.results.replaceChildren(...hits.map((hit) => search.resultItem(hit, answer, root, pages)));
      parts.sort.value = state.sort ?? (q ? "best" : "newest");
      parts.sorter.hidden = answer.total < 2;
      const rest = Math.min(answer.total, search.MOST_SHOWN) - state.show;
      parts.more.hidden = rest <= 0;
      parts.more.textContent = `Show ${Math.min(PAGE, rest)} more`;
      parts.hundred.hidden = rest <= PAGE;
      parts.hundred.textContent = `Show ${Math.min(MANY, rest)} more`;
      this.shown = true;
      this.failed = false;
      parts.loading.hidden = true;
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

    /**
     * Say that an answer did not come. What was shown stays, and can be tried again where it is.
     * @param {Error} error
     */
    fail(error) {
      const { parts, state } = this;
      const old = error.message === "reload";
      this.failed = !old;
      const onclick = () => (old ? location.reload() : void this.show());
      const again = element("button", { type: "button", onclick }, old ? "Reload the page" : "Try again");
      const kept = this.shown ? " What is shown below is the answer before." : "";
      const said = old ? "The archive has been updated." : `A part of the search did not arrive.${kept}`;
      parts.heading.textContent = state.q.trim() ? `No answer yet for “${state.q.trim()}”` : "No answer yet";
      parts.notices.replaceChildren(element("p", {}, said), again);
      parts.loading.hidden = true;
      parts.app.hidden = false;
    }

    /** @param {number} step */
    async showMore(step) {
      const before = this.parts.results.children.length;
      await this.go({ show: this.state.show + step }, "replace");
      this.parts.results.children[before]?.querySelector("a")?.focus();
    }

    typed() {
      clearTimeout(this.timer);
      const q = this.parts.q.value;
      const rested = Date.now() - this.lastTyped > REST && this.lastTyped > 0;
      this.lastTyped = Date.now();
      if (rested && this.state.q) this.settled = true;
      const short = q.trim().length > 0 && q.trim().length < LIVE;
      // Whoever saves data is only answered when asking.
      if (short || /** @type {any} */ (navigator).connection?.saveData) return;
      // Back leads to the search before: what is typed takes the place of what was being typed.
      const how = () => (this.settled ? "push" : "replace");
      this.timer = window.setTimeout(() => void this.go({ q, verbatim: false }, how(), true), PAUSE);
    }

    /** @param {Event} event */
    submitted(event) {
      event.preventDefault();
      void this.go({ verbatim: false });
    }
  }

  /**
   * @param {Answer} answer
   * @param {string} q
   * @param {string[]} filters
   */
  function headline(answer, q, filters) {
    const count = answer.total ? counted(answer.total) : "Nothing found";
    const filtered = filters.length ? `filtered by ${filters.join(", ")}` : "";
    if (!q) return `${count} ${filtered || "in the archive"}`;
    let words = q;
    for (const { is, words: typed = [], names = [] } of answer.notes) {
      if (is === "corrected") words = words.toLowerCase().replace(typed[0], names[0]);
    }
    if (!/["\u201c]/.test(words)) words = `“${words}”`;
    return [`${count} for ${words}`, filtered].filter(Boolean).join(", ");
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
