// @ts-check
// Finds the word that a mistyped one was meant to be. Loaded only when a word is unknown.

(function () {
  "use strict";

  /** From so many letters on, a word may have two slips. */
  const LONG = 8;
  /** So many of the nearest words are named. */
  const NAMED = 5;

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
  searchShard("spelling", { nearest });
})();
