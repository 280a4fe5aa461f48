// @ts-check
// What a word that no entry has may mean: one that is not finished, two written as one, a slip.

(function (search) {
  "use strict";

  /** Slips of a text that are looked for; more are a list, or another language. */
  const MENDED = 3;

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
      const spelling = await opened.load("spelling");
      const apart = await spelling.apart(opened, word);
      return apart ?? (mended++ < MENDED ? await spelling.mended(opened, word) : null) ?? left;
    };
  };

  /**
   * Tell whether a word that no entry has is a number, an abbreviation or English: no slip.
   * @param {Opened} opened
   * @param {Part} part
   */
  async function isWhole({ index, load }, { words, acronym }) {
    // At once, what one step after another may need.
    for (const asked of [load("spelling"), index.wordsFrom(words[0][0])]) asked.catch(() => undefined);
    const stem = search.stem(words[0]);
    return acronym || /^\p{N}+$/u.test(stem) || index.isEnglish(stem);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
