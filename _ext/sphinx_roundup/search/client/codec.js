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
   * Read numbers from a place in a text until a letter that is no digit, or the end.
   * @param {string} text
   * @param {number} at
   * @returns {{numbers: number[], end: number}} the numbers, and where they end
   */
  function read(text, at) {
    const numbers = [];
    let value = 0;
    let shift = 1;
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
   * @param {string} text
   * @returns {number[]}
   */
  search.numbers = (text) => read(text, 0).numbers;

  /**
   * Read the places of a word.
   * @param {string} row a run for each issue: its distance to the one before, then distances
   * @param {number[]} starts the first place of each issue
   * @returns {number[]} rising places in the texts of all issues laid end to end
   */
  search.places = function (row, starts) {
    const places = [];
    let issue = 0;
    for (const run of row.split("!")) {
      const [distance, ...gaps] = search.numbers(run);
      issue += distance;
      let place = starts[issue];
      for (const gap of gaps) places.push((place += gap));
    }
    return places;
  };

  /**
   * Read the items of a term, and how well each fits, from 0 to 1.
   * @param {string} row a run for each issue: its distance to the one before, the distances
   *   between its items, then a sign for each item
   * @param {(item: number, fit: number) => void} take
   * @param {Issue[]} issues
   */
  search.postings = function (row, issues, take) {
    let issue = 0;
    for (let at = 0; at < row.length; ) {
      const { numbers, end } = read(row, at);
      issue += numbers[0];
      let item = issues[issue].first;
      for (let next = 1; next < numbers.length; next++) {
        item += numbers[next];
        take(item, impacts[row.charCodeAt(end + next - 1)] / 15);
      }
      at = end + numbers.length - 1;
    }
  };

  /**
   * List the rows of a shard whose keys begin in one way.
   * @param {string} shard
   * @param {string} beginning
   * @returns {[key: string, value: string][]}
   */
  search.rows = function (shard, beginning) {
    /** @type {[string, string][]} */
    const rows = [];
    const sign = `|${beginning}`;
    for (let at = shard.indexOf(sign); at >= 0 && at + 1 < shard.length; at = shard.indexOf(sign, at + 1)) {
      const space = shard.indexOf(" ", at);
      rows.push([shard.slice(at + 1, space), shard.slice(space + 1, shard.indexOf("|", space))]);
    }
    return rows;
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
