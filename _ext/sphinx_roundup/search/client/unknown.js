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
   * @param {Part[]} parts of the text; beside a real word, nothing is said of one that says nothing
   * @returns {(part: Part) => Promise<Found>}
   */
  search.unknown = function (opened, request, parts) {
    const read = request.plain ? left : reader(opened, request);
    const real = parts.some((part) => part.is !== "not" && !search.isFiller(part));
    return async function (part) {
      const filler = real && search.isFiller(part);
      if (filler && !part.unfinished) return {};
      const found = await read(part);
      return filler && !found.fit ? {} : found;
    };
  };

  /**
   * @param {Part} part
   * @returns {Found}
   */
  const left = ({ words: [word] }) => ({ note: { is: "unknown", words: [word] } });

  /**
   * @param {Opened} opened
   * @param {Query} request
   * @returns {(part: Part) => Promise<Found>}
   */
  function reader(opened, { verbatim }) {
    let mended = 0;
    return async function (part) {
      const { words: [word], unfinished } = part;
      if (!unfinished && (verbatim || (await isWhole(opened, part)))) return left(part);
      const begun = await opened.scorer.startingWith(word.length > 2 ? word : "");
      if (begun.some(Boolean)) return { fit: begun, marks: [`${word}*`], note: { is: "beginning", words: [word] } };
      if (unfinished) return { note: { is: "unfinished", words: [word] } };
      const spelling = await opened.load("spelling");
      const apart = await spelling.apart(opened, word);
      return apart ?? (mended++ < MENDED ? await spelling.mended(opened, word) : null) ?? left(part);
    };
  }

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
