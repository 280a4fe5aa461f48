// @ts-check
// Says in a sentence what the search did with the words, and what helps when nothing is found.

(function (search) {
  "use strict";

  const { element, counted, button } = search;

  /** @type {Record<Note["is"], (told: Told) => (string | Node)[]>} */
  const SENTENCES = {
    also: ({ typed, names, literal }) => [literal ? "" : `No entry has “${typed}”. `, `Also about: ${names.join(", ")}.`],
    beginning: ({ typed }) => [`Showing words that begin with “${typed}”.`],
    corrected: ({ typed, names, go }) => [
      `No entry has “${typed}”. Showing results for “${names[0]}”. `,
      button(`Search for “${typed}” as typed`, () => go({ verbatim: true })),
    ],
    unknown: ({ typed, found }) => [found ? `No entry has “${typed}”, so it was left out.` : `No entry has “${typed}” yet.`],
    unfinished: ({ typed }) => [`No entry has a word that begins with “${typed}”.`],
    long: ({ count }) => [`This is a long text: its first ${count} words were searched.`],
    said: ({ typed }) => [typed],
    unclear: ({ typed }) => [`Only the words were searched: “${typed}” means nothing here. AND, OR, NOT and title: work.`],
    wordless: () => ["There is no word in this. Type a word."],
    small: ({ typed }) => [
      `“${typed}” is too common to search for. Add another word, or put a phrase in quotation marks.`,
    ],
    some: ({ count }) => [
      count
        ? `${counted(count)} ${count === 1 ? "has" : "have"} all of these words. Entries with some of them follow.`
        : "No entry has all of these words. Showing entries with some of them.",
    ],
  };

  /**
   * @param {Note} note
   * @param {boolean} found whether anything is shown
   * @param {(change: Partial<State>) => void} go
   * @returns {HTMLElement}
   */
  search.notice = function ({ is, words = [], names = [], count = 0, literal }, found, go) {
    return element("p", {}, ...SENTENCES[is]({ typed: words.join(" "), names, count, literal, found, go }));
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
      const filters = search.without(state.filters, facet.key);
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
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
