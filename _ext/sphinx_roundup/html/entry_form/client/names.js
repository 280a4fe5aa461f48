// @ts-check
// A field of names: one is typed with the help of a list, and stands below as a button that takes it out.

(function (entry) {
  "use strict";

  const { table, fold, near } = entry;

  /**
   * @param {string} tag
   * @param {Record<string, any>} properties
   * @param {...(Node | string)} children
   * @returns {any}
   */
  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /** @type {Record<string, { label: (slug: string) => string, slugs: () => string[], names: Record<string, string> }>} */
  const SORTS = {
    topics: {
      label: (slug) => table.topics[slug]?.[0] ?? slug,
      slugs: () => Object.keys(table.topics).filter((slug) => !table.topics[slug][1]),
      names: table.topicNames,
    },
    sources: {
      label: (slug) => (slug === table.notStated ? "Publisher not stated" : table.sources[slug] ?? slug),
      slugs: () => [...Object.keys(table.sources), table.notStated],
      names: { ...table.sourceNames, "publisher not stated": table.notStated, "not stated": table.notStated },
    },
  };

  /**
   * The name in the files of what somebody typed; what is not known stays as it is, and is told.
   * @param {string} sort
   * @param {string} text
   */
  function slugOf(sort, text) {
    const { slugs, names } = SORTS[sort];
    const folded = fold(text);
    const known = slugs().find((slug) => slug === text || fold(slug) === folded);
    return known ?? names[folded] ?? names[folded.replace(/^the /, "")] ?? text;
  }

  /**
   * Let an input take names; give what reads and sets them.
   * @param {HTMLInputElement} input
   * @param {string} sort topics or sources
   * @param {() => void} changed
   */
  function takeNames(input, sort, changed) {
    const { label, slugs } = SORTS[sort];
    const chosen = /** @type {HTMLElement} */ (document.getElementById(`${input.id}-chosen`));
    const list = element("datalist", { id: `${input.id}-list` }, ...slugs().map((slug) => element("option", { value: label(slug) })));
    input.after(list);
    input.setAttribute("list", list.id);
    /** @type {string[]} */
    let values = [];

    /** @param {string} slug */
    const row = (slug) => {
      const out = element("button", { type: "button", textContent: "Take out" });
      out.setAttribute("aria-label", `Take out ${label(slug)}`);
      out.onclick = () => {
        set(values.filter((one) => one !== slug));
        changed();
        input.focus();
      };
      const like = label(slug) === slug ? near(slug, slugs())[0] : "";
      const mend = element("button", { type: "button", textContent: `Use “${like ? label(like) : ""}”` });
      mend.onclick = () => {
        set(values.map((one) => (one === slug ? like : one)));
        changed();
        input.focus();
      };
      return element("li", {}, element("span", { textContent: label(slug) }), ...(like && like !== slug ? [mend] : []), out);
    };

    /** @param {string[]} given */
    function set(given) {
      values = [...new Set(given)];
      chosen.replaceChildren(...values.map(row));
    }

    /** Take what is typed, parted by commas. */
    function take() {
      const typed = input.value.split(",").map((one) => one.trim()).filter(Boolean);
      if (!typed.length) return;
      input.value = "";
      set([...values, ...typed.map((one) => slugOf(sort, one))]);
      changed();
    }

    input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !input.value.trim()) return;
      event.preventDefault();
      take();
    });
    input.addEventListener("change", take);
    return { get: () => [...values], set };
  }

  Object.assign(entry, { element, takeNames });
})(globalThis.roundupEntry);
