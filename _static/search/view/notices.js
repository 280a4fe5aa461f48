// @ts-check
// Says in a sentence what the search did with the words, and what helps when nothing is found.

(function (search) {
  "use strict";

  const { element, counted } = search;

  /**
   * @param {Note} note
   * @param {boolean} found whether anything is shown
   * @param {(change: Partial<State>) => void} go
   * @returns {HTMLElement}
   */
  search.notice = function (note, found, go) {
    const typed = (note.words ?? []).join(" ");
    switch (note.is) {
      case "also":
        return sentence(`Also searched: ${(note.names ?? []).join(", ")}.`);
      case "corrected":
        return sentence(
          `No entry has “${typed}”. Showing results for “${note.names?.[0]}”. `,
          button(`Search for “${typed}” as typed`, () => go({ verbatim: true })),
        );
      case "beginning":
        return sentence(`Showing words that begin with “${typed}”.`);
      case "unknown":
        return sentence(found ? `No entry has “${typed}”, so it was left out.` : `No entry has “${typed}”.`);
      case "small":
        return sentence(`“${typed}” is too common to search for. Add another word, or put a phrase in quotation marks.`);
      case "some":
        return sentence("No entry has all of these words. Showing entries with some of them.");
    }
  };

  /**
   * Say what helps when nothing is found.
   * @param {Answer} answer
   * @param {State} state
   * @param {Archive} archive
   * @param {(change: Partial<State>) => void} go
   * @param {string} root
   * @returns {HTMLElement}
   */
  search.nothingFound = function (answer, state, archive, go, root) {
    if (answer.unfiltered) return filtersToBlame(answer, state, archive, go);
    const topics = element("a", { href: `${root}topics/index.html` }, "browse the topics");
    return element(
      "div",
      { class: "search-nothing" },
      element("p", {}, "You can:"),
      element(
        "ul",
        {},
        element("li", {}, "check the spelling"),
        element("li", {}, "use fewer words, or a more general one"),
        element("li", {}, "write out an abbreviation in full"),
        element("li", {}, topics),
      ),
    );
  };

  /**
   * @param {Answer} answer
   * @param {State} state
   * @param {Archive} archive
   * @param {(change: Partial<State>) => void} go
   */
  function filtersToBlame(answer, state, archive, go) {
    const facets = archive.facets.filter(({ key }) => answer.without[key]);
    const choices = facets.map((facet) => {
      const { [facet.key]: _, ...filters } = state.filters;
      const text = `Without the filter on ${facet.label.toLowerCase()}: ${counted(answer.without[facet.key])}`;
      return element("li", {}, button(text, () => go({ filters })));
    });
    const all = `Clear all filters: ${counted(answer.unfiltered)}`;
    return element(
      "div",
      { class: "search-nothing" },
      element("p", {}, "Your words are in the archive, but not with these filters."),
      element("ul", {}, ...choices, element("li", {}, button(all, () => go({ filters: {} })))),
    );
  }

  /** @param {...(string | Node)} parts */
  function sentence(...parts) {
    return element("p", {}, ...parts);
  }

  /**
   * @param {string} text
   * @param {() => void} onclick
   */
  function button(text, onclick) {
    return element("button", { type: "button", class: "search-link", onclick }, text);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
