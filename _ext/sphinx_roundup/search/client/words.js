// @ts-check
// What counts as a word, and which words count as the same: as `words.py` has it.

(function (search) {
  "use strict";

  /** @type {Map<string, string>} */
  const known = new Map();
  /** @type {Map<string, string>} */
  const irregular = new Map();
  for (const line of search.FORMS.split("\n")) {
    const [word, ...forms] = line.split(" ");
    for (const form of forms) irregular.set(form, word);
  }
  const AMERICAN = /^(.{3,})([iy])z(e|ed|es|er|ers|ing|ation|ations|ational)$/;
  const BRITISH = /^(.{3,})our(s|ed|ing|al|ally|able|ably|ful|er|ers|hood|less)?$/;

  /**
   * Return the word that a folded one is a form or a spelling of, endings left to the stemmer.
   * @param {string} word
   */
  const base = (word) => irregular.get(word) ?? word.replace(AMERICAN, "$1$2s$3").replace(BRITISH, "$1or$2");

  const YEARS = /(?<![0-9])(19|20)([0-9]{2}) ?[/\u2013-] ?([0-9]{2})(?![0-9-])/g;

  /**
   * Write numbers as people say them: £1,257, 83%, 15th, 105m and 2022/23.
   * @param {string} text
   * @returns {string}
   */
  search.plainNumbers = (text) =>
    text
      .replace(YEARS, (_, century, first, last) => `${century}${first} ${Number(century) + Number(last < first)}${last}`)
      .replace(/([0-9]),([0-9]{3})(?![0-9])/g, "$1$2")
      .replace(/([0-9]) ?(?:%|per ?cent(?![a-z0-9]))/gi, "$1 percent ")
      .replace(/([0-9])m(?![a-z0-9])/gi, "$1 million")
      .replace(/([0-9])bn(?![a-z0-9])/gi, "$1 billion")
      .replace(/([0-9])(?:st|nd|rd|th)(?![a-z0-9])/gi, "$1");

  /**
   * Return the words of a text, folded: no capitals, accents, apostrophes or hyphens.
   * @param {string} text
   * @returns {string[]}
   */
  search.words = function (text) {
    const folded = text
      .replace(/['`\u00b4\u2018\u2019\u02bc]/g, "")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase();
    return search.plainNumbers(folded).match(/[\p{L}\p{N}]+/gu) || [];
  };

  /**
   * Return the stem of a folded word.
   * @param {string} word
   * @returns {string}
   */
  search.stem = function (word) {
    let stem = known.get(word);
    if (stem === undefined) {
      stem = search.snowball(base(word));
      known.set(word, stem);
    }
    return stem;
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
