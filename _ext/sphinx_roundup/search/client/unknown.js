// @ts-check
// What a word that no entry has may mean: one that is not finished, two written as one, a slip.

(function (search) {
  "use strict";

  /** Slips of a text that are looked for; more are a list, or another language. */
  const MENDED = 3;
  /** Shorter words that are not English are abbreviations: no slip is mended to them. */
  const SHORT = 6;
  const OPPOSITE = /^(?:un|in|im|il|ir|dis|mis|non|de|anti)(?=\p{L}{3})/u;

  /**
   * Return what reads the words of one text that no entry has.
   * @param {Opened} opened
   * @param {Query} request
   * @returns {(part: Part) => Promise<Found>}
   */
  search.unknown = function (opened, { verbatim, plain }) {
    let mended = 0;
    if (plain) return async ({ words }) => ({ note: { is: "unknown", words } });
    return async function (part) {
      const { words: [word], unfinished } = part;
      /** @type {Found} */
      const left = { note: { is: "unknown", words: [word] } };
      if (!unfinished && (verbatim || (await isWhole(opened, part)))) return left;
      const begun = await opened.scorer.startingWith(word.length > 2 ? word : "");
      if (begun.some(Boolean)) return { fit: begun, marks: [`${word}*`], note: { is: "beginning", words: [word] } };
      if (unfinished) return { note: { is: "unfinished", words: [word] } };
      const apart = search.apart(opened.archive, word);
      if (apart) return corrected(word, apart.words.join(" "), await search.readName(opened.scorer, apart.words, apart.names));
      const meant = mended++ < MENDED ? await mend(opened, word) : null;
      return meant ? corrected(word, meant.word, search.readKnown(opened.archive, meant.word, meant.fit)) : left;
    };
  };

  /**
   * Tell whether a word that no entry has is a number, an abbreviation or English: no slip.
   * @param {Opened} opened
   * @param {Part} part
   */
  async function isWhole({ index }, { words, acronym }) {
    // At once, what one step after another may need.
    for (const asked of [index.spelling(), index.wordsFrom(words[0][0])]) asked.catch(() => undefined);
    const stem = search.stem(words[0]);
    return acronym || /^\p{N}+$/u.test(stem) || index.isEnglish(stem);
  }

  /**
   * @param {string} word as typed
   * @param {string} meant
   * @param {Found} found
   * @returns {Found}
   */
  function corrected(word, meant, found) {
    return { ...found, note: { is: "corrected", words: [word], names: [meant] } };
  }

  /**
   * Find the name of several words that somebody wrote as one: "countylines".
   * @param {Archive} archive
   * @param {string} word
   * @returns {{words: string[], names: Labelled[]} | null}
   */
  search.apart = function (archive, word) {
    for (const names of archive.labels.values()) {
      for (const { facet, value } of names) {
        const { label, names: more = [], terms = [] } = facet.values[value];
        for (const words of [label, ...more, ...terms].map(search.words)) {
          if (words.length > 1 && words.join("") === word) return { words, names };
        }
      }
    }
    return null;
  };

  /**
   * Find the word of the archive that a mistyped one was meant to be.
   * @param {Opened} opened
   * @param {string} word
   * @returns {Promise<{word: string, fit: Float32Array} | null>} null where none is near, or finds anything
   */
  async function mend({ index, archive, scorer }, word) {
    const spelling = await index.spelling();
    // Most slips leave the first letter, or swap the first two: the others cost all words.
    for (const beginning of [word[0], word[1], ""]) {
      const known = [...(await index.wordsFrom(beginning)), ...named(archive, beginning)];
      for (const meant of spelling.nearest(word, known)) {
        if (meant.replace(OPPOSITE, "") === word || word.replace(OPPOSITE, "") === meant) continue;
        if (meant.length < SHORT && !(await index.isEnglish(search.stem(meant)))) continue;
        const fit = await scorer.word(meant);
        if (fit.some(Boolean)) return { word: meant, fit };
      }
    }
    return null;
  }

  /**
   * List the words of names that begin in one way, abbreviations left out.
   * @param {Archive} archive
   * @param {string} beginning
   * @returns {[word: string, often: number][]}
   */
  function named(archive, beginning) {
    const values = archive.facets.flatMap((facet) => facet.values);
    const names = values.flatMap(({ label, names: more = [] }) => [label, ...more]);
    const words = names.flatMap((name) => search.words(name.replace(/\p{Lu}{2,}\p{L}*/gu, " ")));
    return words.filter((one) => one.startsWith(beginning)).map((one) => [one, 3]);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
