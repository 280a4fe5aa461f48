// @ts-check
// How alike two words are, and “did you mean”: as Python's difflib has it, for the check says the same.

(function (entry) {
  "use strict";

  // What people name is a key of these: no name may be one of the language's own.
  const { fields, issues, topics, topicNames, sources, sourceNames } = entry.table;
  for (const one of [issues, topics, topicNames, sources, sourceNames, ...fields.map((field) => field.choices)]) {
    Object.setPrototypeOf(one, null);
  }

  /**
   * The longest run of letters that two texts share, the earliest of several.
   * @param {string[]} a
   * @param {string[]} b
   * @param {number[]} within from and to in each
   */
  function longest(a, b, [fromA, toA, fromB, toB]) {
    let best = [fromA, fromB, 0];
    let lengths = new Map();
    for (let i = fromA; i < toA; i++) {
      const next = new Map();
      for (let j = fromB; j < toB; j++) {
        if (a[i] !== b[j]) continue;
        const length = (lengths.get(j - 1) ?? 0) + 1;
        next.set(j, length);
        if (length > best[2]) best = [i - length + 1, j - length + 1, length];
      }
      lengths = next;
    }
    return best;
  }

  /**
   * @param {string} one
   * @param {string} other
   */
  function likeness(one, other) {
    const a = [...one];
    const b = [...other];
    let shared = 0;
    const waiting = [[0, a.length, 0, b.length]];
    for (let within = waiting.pop(); within; within = waiting.pop()) {
      const [i, j, length] = longest(a, b, within);
      if (!length) continue;
      shared += length;
      waiting.push([within[0], i, within[2], j], [i + length, within[1], j + length, within[3]]);
    }
    return a.length + b.length ? (2 * shared) / (a.length + b.length) : 1;
  }

  /** Texts in the order of their code points, the last first.
   * @param {string} one
   * @param {string} other
   */
  const backwards = (one, other) => (one < other ? 1 : one > other ? -1 : 0);

  /**
   * Up to three known words that are like a word.
   * @param {string} word
   * @param {string[]} known
   * @param {number} [least]
   * @returns {string[]}
   */
  function near(word, known, least = 0.6) {
    const folded = word.toLowerCase();
    const found = [...new Set(known)].map((one) => /** @type {[number, string]} */ ([likeness(one, folded), one]));
    return found
      .filter(([alike]) => alike >= least)
      .sort((a, b) => b[0] - a[0] || backwards(a[1], b[1]))
      .slice(0, 3)
      .map(([, one]) => one);
  }

  /** @param {string[]} words */
  function didYouMean(words) {
    const quoted = words.map((word) => `“${word}”`);
    const last = quoted.pop();
    const others = quoted.length ? `${quoted.join(", ")} or ` : "";
    return last ? `Did you mean ${others}${last}?` : "";
  }

  /**
   * A printed name reduced to what makes it the same name.
   * @param {string} name
   */
  function fold(name) {
    const text = name.normalize("NFKC").toLowerCase().replaceAll("&", " and ").replace(/[’‘']/g, "");
    return (text.match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");
  }

  Object.assign(entry, { near, didYouMean, fold });
})(globalThis.roundupEntry);
