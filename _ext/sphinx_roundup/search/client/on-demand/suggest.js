// @ts-check
// Suggestions while typing: topics, sources and titles of entries, by the pattern of the combobox
// (ARIA Authoring Practices). They are made of what has arrived already. Enter searches for what
// was typed, unless a suggestion was chosen with the arrow keys. Loaded when the box has the focus.

(function (search) {
  "use strict";

  const { element, counted } = search;
  /** So many names, so many titles; suggestions begin with so many letters. */
  const NAMES = 4;
  const TITLES = 2;
  const LETTERS = 2;
  const SUGGESTED = ["topic", "source"];

  /** @param {string} text */
  const folded = (text) => ` ${search.words(text).join(" ")}`;

  /**
   * Tell how well a value goes by what was typed: 0 its name begins so, 1 a word of it, 2 another name.
   * @param {Value} value
   * @param {string} wanted folded, with a space before it
   */
  function rank({ label, names = [], terms = [] }, wanted) {
    if (folded(label).includes(wanted)) return folded(label).startsWith(wanted) ? 0 : 1;
    return [...names, ...terms].some((name) => folded(name).includes(wanted)) ? 2 : 3;
  }

  /**
   * List the topics and sources with a name that has what was typed, at the beginning of a word.
   * @param {Archive} archive
   * @param {Record<string, number[]>} counts
   * @param {string} wanted
   * @returns {{facet: Facet, value: Value, count: number, rank: number}[]}
   */
  search.namesLike = function ({ facets }, counts, wanted) {
    const named = facets.filter(({ key }) => SUGGESTED.includes(key)).flatMap((facet) =>
      facet.values.map((value, at) => ({ facet, value, count: counts[facet.key][at], rank: rank(value, wanted) })),
    );
    return named
      .filter((one) => one.rank < 3 && one.count && !one.value.group)
      .sort((a, b) => a.rank - b.rank || b.count - a.count || (a.value.label < b.value.label ? -1 : 1))
      .slice(0, NAMES);
  };

  /**
   * List what is offered for what was typed.
   * @param {SearchPage} page
   * @param {string} text
   * @param {Hit[]} hits what is shown of it
   * @returns {Promise<Suggestion[]>}
   */
  async function suggestions({ engine, state, go, root, pages, parts }, text, hits) {
    const wanted = folded(text);
    if (wanted.length <= LETTERS) return [];
    const archive = await engine.archive();
    const others = SUGGESTED.reduce((filters, key) => search.without(filters, key), state.filters);
    const { counts } = await engine.query({ filters: others, limit: 1 });
    const names = search.namesLike(archive, counts, wanted).map(({ facet, value, count }) => ({
      label: value.label,
      said: `${facet.label}, ${counted(count)}`,
      choose() {
        parts.q.value = "";
        void go({ q: "", filters: search.without(others, facet.key, [value.slug]) });
      },
    }));
    const titles = hits.filter(({ title }) => folded(title).includes(wanted)).slice(0, TITLES);
    return [
      ...names,
      ...titles.map((hit) => ({
        label: hit.title,
        said: `Entry, ${hit.date}`,
        choose: () => location.assign(root + search.placeOf(hit, pages)),
      })),
    ];
  }

  class Combobox {
    /** @param {SearchPage} page */
    constructor(page) {
      this.page = page;
      this.box = page.parts.q;
      /** @type {Suggestion[]} */
      this.offered = [];
      this.active = -1;
      /** What was typed when it was last looked for; a list that was closed stays so until more is typed. */
      this.typed = "";
      this.list = element("ul", { id: "search-suggestions", role: "listbox", "aria-label": "Suggestions", hidden: true });
      this.status = element("p", { role: "status", class: "search-hidden" });
      this.list.addEventListener("mousedown", (event) => event.preventDefault());
      this.box.after(this.list, this.status);
      const { box } = this;
      box.setAttribute("role", "combobox");
      box.setAttribute("aria-autocomplete", "list");
      box.setAttribute("aria-controls", this.list.id);
      box.setAttribute("aria-expanded", "false");
      box.addEventListener("keydown", (event) => this.pressed(event));
      box.addEventListener("blur", () => this.close());
      box.form?.addEventListener("submit", () => this.close());
      box.addEventListener("input", () => void (box.value.trim() || this.close()));
      page.listeners.push(({ typing, hits }) => void (typing ? this.offer(hits) : this.close()));
    }

    /** @param {Hit[]} hits */
    async offer(hits) {
      const text = this.box.value;
      if (document.activeElement !== this.box) return;
      const offered = await suggestions(this.page, text, hits);
      // Somebody may have typed on, or gone away, meanwhile.
      if (text !== this.box.value || document.activeElement !== this.box) return;
      this.offered = offered;
      this.show();
    }

    show() {
      const { offered, list } = this;
      this.choose(-1);
      if (!offered.length) return this.close();
      list.replaceChildren(
        ...offered.map(({ label, said, choose }, at) =>
          element(
            "li",
            { role: "option", id: `search-suggestion-${at}`, "aria-selected": "false", onclick: () => this.take(choose) },
            element("span", {}, label),
            element("span", { class: "search-count" }, ` ${said}`),
          ),
        ),
      );
      list.hidden = false;
      this.box.setAttribute("aria-expanded", "true");
      const count = `${offered.length} ${offered.length === 1 ? "suggestion" : "suggestions"}`;
      this.status.textContent = `${count}. Down arrow to choose.`;
    }

    close() {
      this.choose(-1);
      this.list.hidden = true;
      this.box.setAttribute("aria-expanded", "false");
      this.status.textContent = "";
    }

    /** @param {() => void} choose */
    take(choose) {
      this.close();
      this.offered = [];
      choose();
    }

    /** @param {number} at of the suggestion that Enter would take; -1 for what was typed */
    choose(at) {
      this.active = at;
      const options = [...this.list.children];
      options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
      if (at < 0) return this.box.removeAttribute("aria-activedescendant");
      this.box.setAttribute("aria-activedescendant", options[at].id);
      options[at].scrollIntoView({ block: "nearest" });
    }

    /** @param {KeyboardEvent} event */
    pressed(event) {
      if (event.isComposing) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) return this.move(event, event.altKey ? 0 : step);
      const taken = event.key === "Enter" && this.active >= 0;
      if (this.list.hidden || !(taken || event.key === "Escape")) return;
      event.preventDefault();
      if (taken) this.take(this.offered[this.active].choose);
      else this.close();
    }

    /**
     * Go to the next suggestion, or the one before; what was typed stands between last and first.
     * @param {KeyboardEvent} event
     * @param {number} step 0 opens and closes the list
     */
    move(event, step) {
      if (!this.offered.length || !this.box.value.trim()) return;
      event.preventDefault();
      if (this.list.hidden) this.show();
      else if (!step) return this.close();
      if (!step) return;
      const places = this.offered.length + 1;
      this.choose(((this.active + 1 + step + places) % places) - 1);
    }
  }

  searchShard("suggest", (/** @type {SearchPage} */ page) => new Combobox(page));
})(globalThis.roundupSearch);
