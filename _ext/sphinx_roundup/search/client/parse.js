// @ts-check
// What a reader typed, taken apart: words, "phrases", beginnings*, -words left out, AND, OR, NOT.

(function (search) {
  "use strict";

  const DASH = "[-\\u2010-\\u2015\\u2212]";
  const TOKEN = new RegExp(`(?<=^|\\s)(${DASH}?)"([^"]*)"?|(\\S+)`, "g");
  const DASHED = new RegExp(`^${DASH}(?=[\\p{L}\\p{N}])`, "u");
  const FIELD = /^(?:author|site|date):/i;
  const UNCLEAR = /(?<![\p{L}\p{N}])(?:(?:author|site|date):(?=\S)|NEAR(?:\/\d+)?(?=\s|$))|[()]/gu;
  const ACRONYM = /^[A-Z][A-Z0-9&+]{1,4}s?$/;
  /** Words that make a sentence a question and say nothing of its subject. */
  const QUESTION = new Set(
    search.words(`how what when where why whom whose which who do does did done doing can could should would will
      shall may might must i im we you he she they me us them my our your his her am if about so than then there
      these those some any not no tell talk know need want get give help find look into more most very much many`),
  );
  /**
   * Tell whether a word says nothing by itself: of a question, or one letter. "WHO" is an abbreviation.
   * @param {Part} part
   */
  search.isFiller = ({ is, words: [word], acronym }) => is === "word" && !acronym && (QUESTION.has(word) || /^\p{L}$/u.test(word));

  /** A text of so many words is a sentence. */
  const SENTENCE = 5;
  /** Parts of a text beyond these are left out: no list of words may block a page. */
  search.MOST_PARTS = 24;

  /**
   * @param {string} text as typed
   * @param {boolean} [typing] the last word may go on
   * @returns {Part[]}
   */
  search.parse = function (text, typing) {
    /** @type {Part[]} */
    const parts = [];
    const plain = search.plainNumbers(text).replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"');
    let joins = "AND";
    for (const [, minus, quoted, word = ""] of plain.matchAll(TOKEN)) {
      if (/^(?:AND|OR|NOT)$/.test(word)) joins = word;
      else if (quoted !== undefined) joins = push(parts, joins, minus ? "not" : "phrase", search.words(quoted));
      else if (DASHED.test(word)) joins = push(parts, joins, "not", search.words(word));
      else joins = pushWords(parts, joins, word);
    }
    return typing ? unfinished(parts, text) : parts;
  };

  /**
   * @param {Part[]} parts
   * @param {string} text
   */
  function unfinished(parts, text) {
    const last = parts[parts.length - 1];
    if (last?.is === "word" && /[\p{L}\p{N}]$/u.test(text)) last.unfinished = true;
    return parts;
  }

  /**
   * @param {Part[]} parts
   * @param {string} joins
   * @param {string} token
   */
  function pushWords(parts, joins, token) {
    const words = search.words(token.replace(FIELD, ""));
    if (joins !== "AND" && words.length > 1) return push(parts, joins, "phrase", words);
    for (const one of words) joins = push(parts, joins, "word", [one]);
    const last = parts[parts.length - 1];
    if (words.length && /[\p{L}\p{N}]\*$/u.test(token)) last.is = "beginning";
    if (words.length && ACRONYM.test(token)) last.acronym = true;
    return joins;
  }

  /**
   * @param {Part[]} parts
   * @param {string} joins
   * @param {Part["is"]} is
   * @param {string[]} words
   * @returns {string} what joins the part after this one to it
   */
  function push(parts, joins, is, words) {
    if (!words.length) return joins;
    /** @type {Part} */
    const part = { is, words };
    if (joins === "NOT" && is === "phrase") part.is = "not";
    else if (joins === "NOT") part.not = true;
    else if (joins === "OR") part.or = true;
    parts.push(part);
    return "AND";
  }

  /**
   * Tell whether a text is to be taken by the letter: it has a field, AND, or brackets with OR or NOT.
   * @param {Pick<Archive, "facets">} archive
   * @param {string} text as typed
   */
  search.isExact = function ({ facets }, text) {
    const fields = ["any", "title", ...facets.map(({ key }) => key)].join("|");
    if (/(?:^|\s)AND\s/.test(text) || RegExp(`(?:^|[\\s(-])(?:${fields}):\\S`, "i").test(text)) return true;
    return /[()]/.test(text) && /(?:^|[\s)])(?:OR|NOT)[\s(]/.test(text);
  };

  /**
   * List what looks like a command of another search, and is none here.
   * @param {string} text as typed
   * @returns {string[]}
   */
  search.unclear = (text) => [...new Set(text.match(UNCLEAR) ?? [])];

  /**
   * Put neighbouring words that together are a name of a topic or source into one part.
   * Small words that are left over are taken out, unless there is nothing else; in a sentence
   * so are the words of a question. A part that is there already is left out.
   * @param {Part[]} parts
   * @param {Archive} archive
   * @returns {Part[]}
   */
  search.group = function (parts, archive) {
    /** @type {Part[]} */
    const grouped = [];
    for (let at = 0; at < parts.length; ) {
      const { part, length } = longestLabel(parts, at, archive) ?? excluded(parts, at, archive) ?? { part: parts[at], length: 1 };
      if (part.is !== "word" || !archive.small.has(part.words[0])) grouped.push(part);
      at += length;
    }
    const said = parts.length < SENTENCE ? [] : grouped.filter(({ is, words }) => is !== "word" || !QUESTION.has(words[0]));
    const seen = new Set();
    return (said.some(({ is }) => is !== "not") ? said : grouped).filter(({ is, words }) => {
      const key = `${is} ${words.join(" ")}`;
      return !seen.has(key) && seen.add(key);
    });
  };

  /**
   * Read what NOT leaves out: the next word, with the small ones before it.
   * @param {Part[]} parts
   * @param {number} from
   * @param {Archive} archive
   * @returns {{part: Part, length: number} | null}
   */
  function excluded(parts, from, archive) {
    if (!parts[from].not || parts[from].is !== "word") return null;
    let end = from + 1;
    while (archive.small.has(parts[end - 1].words[0]) && parts[end]?.is === "word") end++;
    const words = parts.slice(from, end).flatMap((part) => part.words);
    return { part: { is: "not", words }, length: end - from };
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
    for (let at = from; parts[at]?.is === "word" && words.length < 9; at++) {
      if (at > from && (parts[at].or || parts[at].not)) break;
      words.push(parts[at].words[0]);
      const names = archive.labels.get(words.map(search.stem).join(" "));
      if (names) found = { part: named(parts[from], [...words], names), length: words.length };
    }
    return found;
  }

  /**
   * @param {Part} first
   * @param {string[]} words
   * @param {Labelled[]} names
   * @returns {Part}
   */
  function named({ or, not }, words, names) {
    return not ? { is: "not", words } : { is: "name", words, names, or };
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
