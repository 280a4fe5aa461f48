// @ts-check
// The stretch of a text that shows why it was found, with the words marked.

(function (search) {
  "use strict";

  const WORD = /[\p{L}\p{N}\p{M}]+(?:['`\u00b4\u2018\u2019\u02bc][\p{L}\p{N}\p{M}]+)*/gu;
  const LENGTH = 48;
  const BEFORE = 10;

  /**
   * Cut a text into pieces, of which some are marked.
   * @param {string} text
   * @param {string[]} marks stems, several stems with spaces, or a beginning and an asterisk
   * @param {boolean} [whole] keep all of the text
   * @returns {{text: string, marked: boolean}[]}
   */
  search.snippet = function (text, marks, whole) {
    const words = [...text.matchAll(WORD)].map((match) => {
      const folded = search.words(match[0]);
      return { start: match.index, end: match.index + match[0].length, folded: folded[0] ?? "" };
    });
    const marked = words.map(() => false);
    const stems = words.map(({ folded }) => search.stem(folded));
    for (const mark of marks) markAll(mark, words.map(({ folded }) => folded), stems, marked);
    const [first, last] = whole ? [0, words.length] : stretch(marked);
    const from = first ? words[first].start : 0;
    const to = last < words.length ? words[last - 1].end : text.length;
    const pieces = cut(text, words, marked, from, to);
    if (from) pieces.unshift({ text: "… ", marked: false });
    if (to < text.length) pieces.push({ text: " …", marked: false });
    return pieces;
  };

  /**
   * @param {string} mark
   * @param {string[]} words
   * @param {string[]} stems
   * @param {boolean[]} marked is filled in
   */
  function markAll(mark, words, stems, marked) {
    if (mark.endsWith("*")) {
      const beginning = mark.slice(0, -1);
      words.forEach((word, at) => (marked[at] ||= word.startsWith(beginning)));
      return;
    }
    const wanted = mark.split(" ");
    words.forEach((word, at) => {
      // “eightfold” is what the index makes of “eight-fold”.
      const joined = mark.startsWith(word) && at + 1 < words.length && search.stem(word + words[at + 1]);
      if (joined === mark) marked.fill(true, at, at + 2);
      if (wanted.every((stem, next) => stems[at + next] === stem)) {
        marked.fill(true, at, at + wanted.length);
      }
    });
  }

  /**
   * @param {boolean[]} marked
   * @returns {[first: number, end: number]} the stretch of words that begins best
   */
  function stretch(marked) {
    if (marked.length <= LENGTH + BEFORE) return [0, marked.length];
    let first = 0;
    let most = 0;
    marked.forEach((_, at) => {
      const inside = marked.slice(at, at + LENGTH - BEFORE).filter(Boolean).length;
      if (marked[at] && inside > most) [most, first] = [inside, at];
    });
    first = Math.max(0, Math.min(first - BEFORE, marked.length - LENGTH));
    return [first, first + LENGTH];
  }

  /**
   * @param {string} text
   * @param {{start: number, end: number}[]} words
   * @param {boolean[]} marked
   * @param {number} from
   * @param {number} to
   */
  function cut(text, words, marked, from, to) {
    /**
     * @param {{end: number}} one
     * @param {{start: number}} next
     */
    const near = (one, next) => /^[\s-]+$/.test(text.slice(one.end, next.start));
    const pieces = [];
    let done = from;
    for (let at = 0; at < words.length; at++) {
      if (!marked[at] || words[at].start < done || words[at].end > to) continue;
      let last = at;
      while (marked[last + 1] && words[last + 1].end <= to && near(words[last], words[last + 1])) last++;
      pieces.push({ text: text.slice(done, words[at].start), marked: false });
      pieces.push({ text: text.slice(words[at].start, words[last].end), marked: true });
      done = words[last].end;
    }
    pieces.push({ text: text.slice(done, to), marked: false });
    return pieces.filter((piece) => piece.text);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
