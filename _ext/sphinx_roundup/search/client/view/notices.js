// @ts-check
// Says in a sentence what the search did with the words.

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
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
