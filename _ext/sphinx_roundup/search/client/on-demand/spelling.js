// @ts-check
// What an unknown word was meant to be: a name of several words, or one with a slip. Loaded only
// when a word is unknown.

(function (search) {
  "use strict";

  /** From so many letters on, a word may have two slips. */
  const LONG = 8;
  /** So many of the nearest words are named. */
  const NAMED = 5;
  /** Shorter words that are not English are abbreviations: no slip is mended to them. */
  const SHORT = 6;
  const OPPOSITE = /^(?:un|in|im|il|ir|dis|mis|non|de|anti)(?=\p{L}{3})/u;

  /**
   * List the known words nearest to a mistyped one: fewest slips first, then most frequent.
   * @param {string} word
   * @param {Iterable<[word: string, frequent: number]>} known
   * @returns {string[]} none where nothing is near enough
   */
  function nearest(word, known) {
    if (word.length < 4 || /\d/.test(word)) return [];
    const most = word.length < LONG ? 1 : 2;
    const letters = bag(word);
    /** @type {Map<string, number>} */
    const near = new Map();
    for (const [candidate, frequent] of known) {
      if (Math.abs(candidate.length - word.length) > most) continue;
      if (bits(bag(candidate) ^ letters) > 2 * most) continue;
      const slips = distance(word, candidate);
      if (slips > most) continue;
      const badness = slips * 100 + (candidate[0] === word[0] ? 0 : 50) - frequent;
      near.set(candidate, Math.min(badness, near.get(candidate) ?? badness));
    }
    const ranked = [...near].sort(([one, a], [other, b]) => a - b || (one < other ? -1 : 1));
    return ranked.slice(0, NAMED).map(([candidate]) => candidate);
  }

  /** @param {string} word */
  function bag(word) {
    let mask = 0;
    for (let at = 0; at < word.length; at++) mask |= 1 << (word.charCodeAt(at) & 31);
    return mask;
  }

  /** @param {number} mask */
  function bits(mask) {
    let count = 0;
    for (; mask; mask &= mask - 1) count++;
    return count;
  }

  /**
   * Count slips: a letter too many, missing, wrong, or changed places with its neighbour.
   * @param {string} one
   * @param {string} other
   * @returns {number}
   */
  function distance(one, other) {
    let before = /** @type {number[]} */ ([]);
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let i = 1; i <= one.length; i++) {
      const next = [i];
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (same ? 0 : 1));
        const swapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
        if (i > 1 && j > 1 && swapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      before = row;
      row = next;
    }
    return row[other.length];
  }

  /**
   * Read the name of several words that somebody wrote as one: "countylines".
   * @param {Opened} opened
   * @param {string} word
   * @returns {Promise<Found | null>}
   */
  async function apart({ archive, scorer }, word) {
    for (const names of archive.labels.values()) {
      for (const { facet, value } of names) {
        const { label, names: more = [], terms = [] } = facet.values[value];
        for (const words of [label, ...more, ...terms].map(search.words)) {
          if (words.length < 2 || words.join("") !== word) continue;
          return corrected(word, words.join(" "), await search.readName(scorer, words, names));
        }
      }
    }
    return null;
  }

  /**
   * Read the word of the archive that a mistyped one was meant to be.
   * @param {Opened} opened
   * @param {string} word
   * @returns {Promise<Found | null>} null where none is near, or finds anything
   */
  async function mended({ index, archive, scorer }, word) {
    // Most slips leave the first letter, or swap the first two: the others cost all words.
    for (const beginning of [word[0], word[1], ""]) {
      const known = [...(await index.wordsFrom(beginning)), ...named(archive, beginning)];
      for (const meant of nearest(word, known)) {
        if (meant.replace(OPPOSITE, "") === word || word.replace(OPPOSITE, "") === meant) continue;
        if (meant.length < SHORT && !(await index.isEnglish(search.stem(meant)))) continue;
        const fit = await scorer.word(meant);
        if (fit.some(Boolean)) return corrected(word, meant, search.readKnown(archive, meant, fit));
      }
    }
    return null;
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

  searchShard("spelling", { nearest, apart, mended });
})(globalThis.roundupSearch);
