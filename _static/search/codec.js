// @ts-check
// Reads the numbers that `codec.py` writes.

(function (search) {
  "use strict";

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345abcdefghijklmnopqrstuvwxyz6789-_";
  const IMPACTS = "!#$%&()*+./:;=?@";
  const values = new Int8Array(128).fill(-1);
  for (let at = 0; at < DIGITS.length; at++) values[DIGITS.charCodeAt(at)] = at;
  const impacts = new Int8Array(128);
  for (let at = 0; at < IMPACTS.length; at++) impacts[IMPACTS.charCodeAt(at)] = at;

  /**
   * Read numbers until a letter that is no digit, or the end.
   * @param {string} text
   * @returns {{numbers: number[], end: number}} the numbers, and where they end
   */
  function read(text) {
    const numbers = [];
    let value = 0;
    let shift = 1;
    let at = 0;
    for (; at < text.length; at++) {
      const digit = values[text.charCodeAt(at)];
      if (digit < 0) break;
      value += (digit & 31) * shift;
      shift *= 32;
      if (digit < 32) {
        numbers.push(value);
        value = 0;
        shift = 1;
      }
    }
    return { numbers, end: at };
  }

  /**
   * Turn distances into the rising numbers they stand for, in place.
   * @param {number[]} distances
   * @returns {number[]}
   */
  function rising(distances) {
    for (let at = 1; at < distances.length; at++) distances[at] += distances[at - 1];
    return distances;
  }

  /**
   * @param {string} text
   * @returns {number[]}
   */
  search.numbers = (text) => read(text).numbers;

  /**
   * @param {string} text
   * @returns {number[]}
   */
  search.places = (text) => rising(read(text).numbers);

  /**
   * Read the items of a term, and how well each fits, from 0 to 1.
   * @param {string} text
   * @returns {{items: number[], fits: number[]}}
   */
  search.postings = function (text) {
    const { numbers, end } = read(text);
    const fits = numbers.map((_, at) => impacts[text.charCodeAt(end + at)] / 15);
    return { items: rising(numbers), fits };
  };

  /**
   * Find the row of a key in a shard.
   * @param {string} shard
   * @param {string} key
   * @returns {string | undefined}
   */
  search.row = function (shard, key) {
    const start = shard.indexOf(`|${key} `);
    if (start < 0) return undefined;
    const from = start + key.length + 2;
    return shard.slice(from, shard.indexOf("|", from));
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
