// @ts-check
// What counts as a word, and which words count as the same: as `words.py` has it.

(function (search) {
  "use strict";

  const stemmer = new EnglishStemmer();
  /** @type {Map<string, string>} */
  const known = new Map();

  /**
   * Return the words of a text, folded: no capitals, accents, apostrophes or hyphens.
   * @param {string} text
   * @returns {string[]}
   */
  search.words = function (text) {
    const folded = text
      .replace(/['\u2018\u2019\u02bc]/g, "")
      .normalize("NFKD")
      .replace(/\p{M}/gu, "")
      .toLowerCase();
    return folded.match(/[\p{L}\p{N}]+/gu) || [];
  };

  /**
   * Return the stem of a folded word.
   * @param {string} word
   * @returns {string}
   */
  search.stem = function (word) {
    let stem = known.get(word);
    if (stem === undefined) {
      stem = stemmer.stemWord(word);
      known.set(word, stem);
    }
    return stem;
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
