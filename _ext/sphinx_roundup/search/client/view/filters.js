// @ts-check
// The facets as groups of tick boxes, and the chosen ones as chips.

(function (search) {
  "use strict";

  const { element, button } = search;
  const SHORT = 6;
  const LONG = 12;

  /**
   * Keep a panel of facets up to date.
   * @param {HTMLElement} panel
   * @param {(filters: Filters) => void} choose
   * @returns {(archive: Archive, answer: Answer, filters: Filters) => void}
   */
  search.facetPanel = function (panel, choose) {
    /** @type {Map<string, FacetGroup>} */
    const groups = new Map();
    /** @type {Filters} */
    let current = Object.create(null);

    /**
     * @param {string} key
     * @param {string} slug
     */
    function toggle(key, slug) {
      choose(search.toggled(current, key, slug));
    }

    return function (archive, answer, filters) {
      current = filters;
      const focused = document.activeElement?.id ?? "";
      for (const facet of archive.facets) {
        const group = groups.get(facet.key) ?? facetGroup(facet, toggle);
        if (!groups.has(facet.key)) panel.append(group.fieldset);
        groups.set(facet.key, group);
        group.update(answer.counts[facet.key], filters[facet.key] ?? []);
      }
      if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
    };
  };

  /**
   * @param {Filters} filters
   * @param {string} key
   * @param {string} slug
   * @returns {Filters} the filters with one value more, or one less
   */
  search.toggled = function (filters, key, slug) {
    const chosen = filters[key] ?? [];
    const rest = chosen.filter((one) => one !== slug);
    return search.without(filters, key, rest.length < chosen.length ? rest : [...chosen, slug]);
  };

  /**
   * @param {Filters} filters
   * @param {string} key
   * @param {string[]} [slugs]
   * @returns {Filters} the filters without those of a facet, or with these in their place
   */
  search.without = function (filters, key, slugs) {
    const others = Object.entries(filters).filter(([other]) => other !== key);
    const all = slugs ? [...others, [key, slugs]] : others;
    return Object.assign(Object.create(null), Object.fromEntries(all));
  };

  /**
   * @param {Facet} facet
   * @param {(key: string, slug: string) => void} toggle
   * @returns {FacetGroup}
   */
  function facetGroup(facet, toggle) {
    let all = false;
    /** @type {Option[]} */
    let options = [];
    const list = element("ul", {});
    const find = element("input", { type: "search", id: `find-${facet.key}`, autocomplete: "off", oninput: draw });
    const label = element("label", { for: find.id }, `Find in ${facet.label.toLowerCase()}`);
    const finder = element("p", { class: "search-find" }, label, find);
    const more = button("", flip);
    const fieldset = element("fieldset", {}, element("legend", {}, facet.label), finder, list, more);

    function flip() {
      all = !all;
      draw();
    }

    function draw() {
      const wanted = search.words(find.value).join(" ");
      const matching = options.filter(({ folded }) => ` ${folded}`.includes(` ${wanted}`));
      const shown = all || wanted ? matching : options.filter(({ ticked }, at) => ticked || at < SHORT);
      list.replaceChildren(...shown.map((option) => row(facet, option, toggle)));
      if (wanted && !shown.length) list.append(element("li", {}, "Nothing by this name."));
      finder.hidden = options.length <= LONG;
      more.hidden = Boolean(wanted) || options.length <= SHORT;
      more.setAttribute("aria-expanded", String(all));
      more.textContent = all ? "Show fewer" : `Show all ${options.length}`;
    }

    return {
      fieldset,
      update(counts, chosen) {
        options = search.options(facet, counts, chosen);
        fieldset.hidden = !options.length;
        draw();
      },
    };
  }

  /**
   * List the values of a facet: ticked ones first, then those with most entries; years from the latest.
   * A topic that only gathers others is not offered, only kept while it is ticked.
   * @param {Facet} facet
   * @param {number[]} counts
   * @param {string[]} chosen
   * @returns {Option[]}
   */
  search.options = function (facet, counts, chosen) {
    const options = facet.values.map((value, at) => ({
      slug: value.slug,
      label: value.label,
      folded: search.words([value.label, ...(value.names ?? []), ...(value.terms ?? [])].join(" ")).join(" "),
      count: counts[at],
      ticked: chosen.includes(value.slug),
      offered: counts[at] > 0 && !value.group,
    }));
    const byCount = facet.key !== "year";
    return options
      .filter(({ ticked, offered }) => ticked || offered)
      .sort(
        (a, b) =>
          Number(b.ticked) - Number(a.ticked) ||
          (byCount && b.count - a.count) ||
          (byCount ? a.label.localeCompare(b.label, search.language) : 0),
      );
  };

  /**
   * @param {Facet} facet
   * @param {Option} option
   * @param {(key: string, slug: string) => void} toggle
   */
  function row(facet, option, toggle) {
    const box = element("input", {
      type: "checkbox",
      id: `tick-${facet.key}-${option.slug}`,
      onchange: () => toggle(facet.key, option.slug),
    });
    box.checked = option.ticked;
    const count = element("span", { class: "search-count" }, ` (${option.count.toLocaleString(search.language)})`);
    return element("li", {}, box, element("label", { for: box.id }, option.label, count));
  }

  /**
   * Show the filters that are on, each with a way to take it off.
   * @param {Archive} archive
   * @param {Filters} filters
   * @param {(filters: Filters) => void} choose
   * @returns {HTMLElement[]}
   */
  search.chips = function (archive, filters, choose) {
    const chips = archive.facets.flatMap((facet) =>
      (filters[facet.key] ?? []).map((slug) => {
        const value = facet.values.find((one) => one.slug === slug);
        const text = `${facet.label}: ${value ? value.label : slug}`;
        const chip = button(text, () => choose(search.toggled(filters, facet.key, slug)), {
          class: "search-chip",
          "aria-label": `Remove filter ${text}`,
        });
        return element("li", {}, chip);
      }),
    );
    if (chips.length < 2) return chips;
    return [...chips, element("li", {}, button("Clear all filters", () => choose({})))];
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
