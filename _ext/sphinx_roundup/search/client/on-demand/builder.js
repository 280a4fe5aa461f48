// @ts-check
// A builder of exact searches: a line for each thing that is looked for. The text in the box is all
// there is: lines are read from it, and write it. Loaded when somebody opens it.

(function (search) {
  "use strict";

  const { element, button, counted } = search;
  const PAUSE = 400;
  /** @type {[string, string][]} */
  const HOW = [["words", "all of these words"], ["phrase", "these words side by side"], ["begins", "words that begin so"]];
  const OWN = ["any", "title"];

  // ---- lines and trees -------------------------------------------------------------------

  /**
   * Make lines of a tree: groups of alternatives, all of which must be, or none of which may.
   * @param {Tree | null} tree
   * @returns {Line[] | null} null where it is more than lines can show
   */
  search.linesOf = function (tree) {
    if (!tree) return [];
    const lines = (tree.op === "and" ? tree.parts : [tree]).flatMap((part) => {
      const group = part.op === "not" ? part.parts[0] : part;
      const alternatives = (group.op === "or" ? group.parts : [group]).map(lineOf);
      return alternatives.map((line, at) => line && { ...line, join: at ? "OR" : part.op === "not" ? "NOT" : "AND" });
    });
    return lines.includes(null) ? null : /** @type {Line[]} */ (lines);
  };

  /**
   * @param {Tree} tree
   * @returns {Line | null}
   */
  function lineOf(tree) {
    const leaves = tree.op === "and" ? tree.parts : [tree];
    const [first] = leaves;
    const alike = leaves.every((one) => one.op === "is" && one.field === /** @type {Leaf} */ (first).field);
    if (!alike || first.op !== "is") return null;
    const { field, text, phrase } = first;
    if (leaves.length > 1) {
      const words = leaves.map((one) => /** @type {Leaf} */ (one));
      if (words.some((one) => one.phrase || /[*\s]/.test(one.text))) return null;
      return { join: "AND", field, how: "words", text: words.map((one) => one.text).join(" ") };
    }
    if (text.endsWith("*") && !phrase) return { join: "AND", field, how: "begins", text: text.slice(0, -1) };
    return { join: "AND", field, how: phrase ? "phrase" : "words", text };
  }

  /**
   * Make a tree of lines.
   * @param {Line[]} lines
   * @returns {Tree | null}
   */
  search.treeOf = function (lines) {
    /** @type {{not: boolean, parts: Tree[]}[]} */
    const groups = [];
    for (const line of lines) {
      const part = leafOf(line);
      if (!part) continue;
      if (line.join === "OR" && groups.length) groups[groups.length - 1].parts.push(part);
      else groups.push({ not: line.join === "NOT", parts: [part] });
    }
    const parts = groups.map(({ not, parts: some }) => {
      const group = joined("or", some);
      return not ? { op: /** @type {"not"} */ ("not"), parts: [group] } : group;
    });
    return parts.length ? joined("and", parts) : null;
  };

  /**
   * @param {"and" | "or"} op
   * @param {Tree[]} parts
   * @returns {Tree}
   */
  const joined = (op, parts) => (parts.length > 1 ? { op, parts } : parts[0]);

  /**
   * @param {Line} line
   * @returns {Tree | null}
   */
  function leafOf({ field, how, text }) {
    const said = text.trim();
    const own = OWN.includes(field);
    if (!search.words(said).length) return null;
    /** @param {string} one */
    const leaf = (one) => /** @type {Leaf} */ ({ op: "is", field, text: one, phrase: own && how === "phrase" });
    if (!own || how === "phrase") return leaf(said);
    if (how === "begins") return leaf(`${search.words(said).join("")}*`);
    return joined("and", said.split(/\s+/).filter((word) => search.words(word).length).map(leaf));
  }

  // ---- on the page -----------------------------------------------------------------------

  /**
   * @param {string} label
   * @param {[string, string][]} options
   * @param {string} chosen
   */
  function select(label, options, chosen) {
    const list = element("select", { "aria-label": label });
    for (const [value, words] of options) list.append(element("option", { value, selected: value === chosen }, words));
    return list;
  }

  class Builder {
    /**
     * @param {SearchPage} page
     * @param {BooleanSearch} language
     * @param {Archive} archive
     */
    constructor(page, language, archive) {
      this.page = page;
      this.language = language;
      this.archive = archive;
      this.fields = [...language.fieldsOf(archive)];
      this.turn = 0;
      this.list = element("div", { class: "builder-lines" });
      this.note = element("p", {});
      const add = element("button", { type: "button", onclick: () => this.add() }, "Add a line");
      const hint = "The box above says the same in words; change either. OR joins a line to the one before it. Beside each line stands how many entries it finds alone.";
      this.place = element("div", { class: "builder" }, element("p", {}, hint), this.note, this.list, add);
      page.parts.builder.append(this.place);
      page.listeners.push(() => this.place.contains(document.activeElement) || this.read());
      this.read();
    }

    /** Show the lines of what is in the box. */
    read() {
      const { tree } = this.language.parse(this.page.parts.q.value, this.fields.map(([key]) => key));
      const lines = search.linesOf(tree);
      this.note.textContent = lines ? "" : "This has brackets within brackets, which lines cannot show. It is searched as it stands above.";
      this.place.classList.toggle("builder-off", !lines);
      this.show(lines?.length ? lines : [{ join: "AND", field: "any", how: "words", text: "" }]);
    }

    /** @param {Line[]} lines */
    show(lines) {
      this.list.replaceChildren(...lines.map((line, at) => this.line(line, at)));
      void this.count();
    }

    /**
     * @param {Line} line
     * @param {number} at
     */
    line({ join, field, how, text }, at) {
      /** @type {[string, string][]} */
      const joins = at ? [["AND", "AND"], ["OR", "OR"], ["NOT", "NOT"]] : [["AND", "Find"], ["NOT", "NOT"]];
      const parts = [
        select("Joined by", joins, join),
        select("Look in", this.fields, field),
        element("input", { type: "text", "aria-label": "Words", autocomplete: "off", list: `builder-${field}` }),
        select("As", HOW, how),
        element("span", { class: "search-count" }),
        button("Remove", () => this.remove(row), { "aria-label": `Remove line ${at + 1}` }),
      ];
      const row = element("div", { role: "group", "aria-label": `Line ${at + 1}` }, ...parts);
      const [, where, words, as] = /** @type {[any, HTMLSelectElement, HTMLInputElement, HTMLSelectElement]} */ (/** @type {unknown} */ (parts));
      words.value = text;
      const ready = () => {
        as.hidden = !OWN.includes(where.value);
        words.setAttribute("list", this.names(where.value));
      };
      ready();
      row.addEventListener("input", () => {
        ready();
        this.put();
      });
      return row;
    }

    /**
     * Offer the names of a field, and give the id of what has them.
     * @param {string} field
     */
    names(field) {
      const id = `builder-${field}`;
      const facet = this.archive.facets.find(({ key }) => key === field);
      if (facet && !document.getElementById(id)) {
        const options = facet.values.map(({ label }) => element("option", { value: label }));
        this.place.append(element("datalist", { id }, ...options));
      }
      return id;
    }

    /** @returns {Line[]} */
    lines() {
      return [...this.list.children].map((row) => {
        const [join, field, text, how] = /** @type {HTMLInputElement[]} */ ([...row.querySelectorAll("select, input")]).map((one) => one.value);
        return { join, field, how, text };
      });
    }

    /** Put what the lines say into the box, and search for it. */
    put() {
      const { q } = this.page.parts;
      q.value = this.language.exact(search.treeOf(this.lines()), this.archive);
      q.dispatchEvent(new Event("input"));
      void this.count();
    }

    /** Say of each line how many entries it finds alone. */
    async count() {
      const mine = ++this.turn;
      await new Promise((done) => setTimeout(done, PAUSE));
      for (const [at, line] of this.lines().entries()) {
        const q = mine === this.turn && this.language.exact(search.treeOf([{ ...line, join: "AND" }]), this.archive);
        const total = q ? (await this.page.engine.query({ q, limit: 1 })).total : null;
        const place = mine === this.turn && this.list.children[at]?.querySelector(".search-count");
        if (place) place.textContent = total === null ? "" : counted(total);
      }
    }

    add() {
      this.show([...this.lines(), { join: "AND", field: "any", how: "words", text: "" }]);
      this.list.lastElementChild?.querySelector("input")?.focus();
    }

    /** @param {Element} row */
    remove(row) {
      const rows = [...this.list.children];
      const at = rows.indexOf(row);
      const lines = this.lines().filter((_, number) => number !== at);
      this.show(lines.length ? lines : [{ join: "AND", field: "any", how: "words", text: "" }]);
      this.list.children[Math.max(0, at - 1)]?.querySelector("input")?.focus();
      this.put();
    }
  }

  searchShard("builder", async (/** @type {SearchPage} */ page) => {
    const [language, archive] = await Promise.all([page.load("boolean"), page.engine.archive()]);
    return new Builder(page, language, archive);
  });
})(globalThis.roundupSearch);
