// @ts-check
// What a reader typed, taken apart: words, "phrases", beginnings* and -words left out.

(function (search) {
  "use strict";

  const PART = /(^|\s)(-?)"([^"]*)"?|(\S+)/g;

  /**
   * @param {string} text as typed
   * @returns {Part[]}
   */
  search.parse = function (text) {
    /** @type {Part[]} */
    const parts = [];
    const plain = text.replace(/[\u201c\u201d]/g, '"');
    for (const [, , minus, quoted, word = ""] of plain.matchAll(PART)) {
      if (quoted !== undefined) push(parts, minus ? "not" : "phrase", search.words(quoted));
      else if (/^-[\p{L}\p{N}]/u.test(word)) push(parts, "not", search.words(word));
      else {
        for (const one of search.words(word)) push(parts, "word", [one]);
        const last = parts[parts.length - 1];
        if (last && /[\p{L}\p{N}]\*$/u.test(word)) last.is = "beginning";
      }
    }
    return parts;
  };

  /**
   * @param {Part[]} parts
   * @param {Part["is"]} is
   * @param {string[]} words
   */
  function push(parts, is, words) {
    if (words.length) parts.push({ is, words });
  }

  /**
   * Put neighbouring words that together are a name of a topic or source into one part.
   * Small words that are left over are taken out, unless there is nothing else.
   * @param {Part[]} parts
   * @param {Archive} archive
   * @returns {Part[]}
   */
  search.group = function (parts, archive) {
    /** @type {Part[]} */
    const grouped = [];
    for (let at = 0; at < parts.length; ) {
      const label = parts[at].is === "word" ? longestLabel(parts, at, archive) : null;
      if (label) grouped.push(label.part);
      else if (!isSmall(parts[at], archive)) grouped.push(parts[at]);
      at += label ? label.length : 1;
    }
    return grouped;
  };

  /**
   * @param {Part} part
   * @param {Archive} archive
   */
  function isSmall(part, archive) {
    return part.is === "word" && archive.small.has(part.words[0]);
  }

  /**
   * @param {Part[]} parts
   * @param {number} from
   * @param {Archive} archive
   * @returns {{part: Part, length: number} | null}
   */
  function longestLabel(parts, from, archive) {
    const words = [];
    let found = null;
    for (let at = from; at < parts.length && parts[at].is === "word" && words.length < 9; at++) {
      words.push(parts[at].words[0]);
      const names = archive.labels.get(words.map(search.stem).join(" "));
      if (names) found = { part: { is: /** @type {const} */ ("name"), words: [...words], names }, length: words.length };
    }
    return found;
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
