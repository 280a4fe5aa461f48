// @ts-check
// An exact search: AND, OR, NOT, brackets and fields mean what they say. Nothing is mended, left
// out or added. The text is all there is: what reads it here also writes it for the rows of the
// builder. Loaded where a text has a field, AND, or brackets with OR and NOT.

(function (search) {
  "use strict";

  const DASH = "[-\\u2010-\\u2015\\u2212]";
  const TOKEN = new RegExp(`(${DASH}?)(?:([()])|((?:\\p{L}+:)?)(?:"([^"]*)"?|([^\\s()"]+)))`, "gu");
  const PLAIN = /^[\p{L}\p{N}'’]+(?:-[\p{L}\p{N}'’]+)*\*?$/u;
  const AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}*]+$/gu;
  /** Fields that are none of the facets: wherever it stands, or in the title alone. */
  const OWN = ["any", "title"];
  /** What an entry scores for a value, or for what it lacks; and so many words and brackets are read. */
  const FOUND = 0.01;
  const MOST = 500;

  /**
   * @param {Archive} archive
   * @returns {Map<string, string>} what fields are called
   */
  const fieldsOf = ({ facets }) =>
    new Map([["any", "Anywhere"], ["title", "Title"], ...facets.map(({ key, label }) => /** @type {[string, string]} */ ([key, label]))]);

  // ---- from text to a tree, and back -----------------------------------------------------

  /**
   * Read a text. OR is read before AND, as the rest of the search does; brackets come first.
   * @param {string} text
   * @param {Iterable<string>} fields
   * @returns {{tree: Tree | null, uneven: boolean}} the tree, and whether a bracket was alone
   */
  function parse(text, fields) {
    const known = new Set(fields);
    const tokens = [...text.replace(/[\u201c-\u201f\u00ab\u00bb]/g, '"').matchAll(TOKEN)].slice(0, MOST);
    let at = 0;
    let uneven = false;

    /**
     * @param {number} depth
     * @returns {Tree | null}
     */
    function list(depth) {
      /** @type {Tree[]} */
      const parts = [];
      let join = "";
      let not = false;
      for (; at < tokens.length; at++) {
        const [whole, minus, bracket] = tokens[at];
        if (bracket === ")" && depth) return group("and", parts);
        if (/^(?:AND|OR)$/.test(whole)) join = whole;
        else if (whole === "NOT") not = !not;
        else {
          const part = bracket ? inBrackets(depth) : leaf(tokens[at], known);
          if (part) put(parts, join, not !== Boolean(minus) ? opposite(part) : part);
          [join, not] = ["", false];
        }
      }
      uneven ||= depth > 0;
      return group("and", parts);
    }

    /** @param {number} depth */
    function inBrackets(depth) {
      if (tokens[at][2] === ")") {
        uneven = true;
        return null;
      }
      at++;
      const part = list(depth + 1);
      return part?.op === "or" ? { ...part, closed: true } : part;
    }

    return { tree: list(0), uneven };
  }

  /**
   * @param {Tree} tree
   * @returns {Tree}
   */
  const opposite = (tree) => (tree.op === "not" ? tree.parts[0] : { op: "not", parts: [tree] });

  /**
   * @param {Tree[]} parts
   * @param {string} join
   * @param {Tree} part
   */
  function put(parts, join, part) {
    const last = parts[parts.length - 1];
    if (join !== "OR" || !last) parts.push(part);
    else parts.splice(-1, 1, { op: "or", parts: [...(last.op === "or" && !last.closed ? last.parts : [last]), part] });
  }

  /**
   * @param {"and" | "or"} op
   * @param {Tree[]} parts
   * @returns {Tree | null}
   */
  const group = (op, parts) => (parts.length > 1 ? { op, parts } : (parts[0] ?? null));

  /**
   * @param {RegExpMatchArray} token
   * @param {Set<string>} known
   * @returns {Tree | null} null where there is no word in it
   */
  function leaf([, , , prefix, quoted, word = ""], known) {
    const name = prefix.slice(0, -1).toLowerCase();
    const field = known.has(name) ? name : "any";
    const bare = (prefix && !known.has(name) ? prefix + word : word).replace(AROUND, "");
    const text = (quoted ?? bare).trim();
    if (!search.words(text).length) return null;
    return { op: "is", field, text, phrase: OWN.includes(field) && (quoted !== undefined || !PLAIN.test(text)) };
  }

  /**
   * Write a tree as text.
   * @param {Tree | null} tree
   * @param {string} [above] what the tree stands in
   * @returns {string}
   */
  function format(tree, above = "") {
    if (!tree) return "";
    if (tree.op === "not") return `NOT ${format(tree.parts[0], "not")}`;
    if (tree.op === "is") return leafText(tree);
    const sign = tree.op === "or" ? " OR " : " AND ";
    const text = tree.parts.map((part) => format(part, tree.op)).join(sign).replace(/ AND NOT /g, " NOT ");
    return above ? `(${text})` : text;
  }

  /** @param {Leaf} leaf */
  function leafText({ field, text, phrase }) {
    const plain = PLAIN.test(text) && !/^(?:AND|OR|NOT)$/.test(text) && !phrase;
    const prefix = field === "any" ? "" : `${field}:`;
    return plain ? prefix + text : `${prefix}"${text.replace(/"/g, "")}"`;
  }

  /**
   * Write a tree so that it is read as an exact search.
   * @param {Tree | null} tree
   * @param {Archive} archive
   */
  function exact(tree, archive) {
    const text = format(tree);
    return !text || search.isExact(archive, text) ? text : text.replace(/^(NOT )?(?=.)/, "$1any:");
  }

  // ---- from a tree to entries ------------------------------------------------------------

  /**
   * Find what fits a tree: how well, and whether at all.
   * @param {Opened} opened
   * @param {Tree} tree
   * @param {Telling} asked is told of each word: what it marks, and what is to be said
   * @returns {Promise<Float32Array | null>} null for what is too common to be looked for
   */
  async function fitting(opened, tree, asked) {
    if (tree.op === "is") return leafFitting(opened, tree, asked);
    if (tree.op === "not") {
      const fit = await fitting(opened, tree.parts[0], { ...asked, marks: [] });
      return fit && fit.map((one) => (one ? 0 : FOUND));
    }
    const found = await Promise.all(tree.parts.map((part) => fitting(opened, part, asked)));
    const fits = found.flatMap((fit) => (fit ? [fit] : []));
    if (!fits.length) return null;
    const joined = tree.op === "or" ? Math.max : (/** @type {number} */ a, /** @type {number} */ b) => (a && b ? a + b : 0);
    return fits.reduce((one, other) => one.map((fit, item) => joined(fit, other[item])));
  }

  /**
   * @param {Opened} opened
   * @param {Leaf} leaf
   * @param {Telling} asked
   */
  async function leafFitting(opened, { field, text, phrase }, asked) {
    const { archive } = opened;
    if (!OWN.includes(field)) return valueFitting(archive, { field, text }, asked);
    const words = search.words(text);
    const several = phrase || words.length > 1;
    const begins = text.endsWith("*") && !several;
    if (!several && !begins && archive.small.has(words[0])) {
      asked.say(`“${words[0]}” is too common to be searched for by itself.`);
      return null;
    }
    asked.marks.push(begins ? `${words[0]}*` : words.map(search.stem).join(" "));
    const { find, thing } = PLACES[field];
    const fit = await find(opened, words, begins, several);
    if (!fit.some(Boolean)) asked.say(`No ${thing} has “${text}”.`);
    return fit.map((one) => one * search.rarity(fit));
  }

  /**
   * @param {Opened} opened
   * @param {string[]} words
   * @param {boolean} begins
   * @param {boolean} several
   */
  async function anywhere({ scorer }, words, begins, several) {
    if (several) return scorer.phrase(words);
    return begins ? scorer.startingWith(words[0]) : scorer.word(words[0]);
  }

  /**
   * @param {Archive} archive
   * @param {Pick<Leaf, "field" | "text">} leaf
   * @param {Telling} asked
   */
  function valueFitting({ facets, items }, { field, text }, asked) {
    const facet = /** @type {Facet} */ (facets.find(({ key }) => key === field));
    const wanted = search.words(text).join(" ");
    const [first, last = first] = text.split(/[-\u2013]/);
    const isSpan = field === "year" && /^\d{4}[-\u2013]\d{4}$/.test(text);
    const named = facet.values.map(({ slug, label, names = [], terms = [] }) =>
      isSpan ? first <= slug && slug <= last : [slug, label, ...names, ...terms].some((name) => search.words(name).join(" ") === wanted),
    );
    if (!named.includes(true)) asked.say(`No ${facet.label.toLowerCase()} is called “${text}”.`);
    const has = facet.sets.map((values) => values.some((value) => named[value]));
    return Float32Array.from({ length: items }, (_, item) => (has[facet.setOf[item]] ? FOUND : 0));
  }

  /** @type {Record<string, {find: (...asked: [Opened, string[], boolean, boolean]) => Promise<Float32Array>, thing: string}>} */
  const PLACES = { any: { find: anywhere, thing: "entry" }, title: { find: inTitles, thing: "title" } };

  // ---- titles ----------------------------------------------------------------------------

  /**
   * Find words in titles. An item’s places begin with its title: what lies in that is in the title.
   * @param {Opened} opened
   * @param {string[]} words
   * @param {boolean} begins
   * @param {boolean} several
   */
  async function inTitles({ index, archive }, words, begins, several) {
    const [spans, lengths] = (await Promise.all([index.spans(), index.titles()])).map(search.numbers);
    const starts = search.issueStarts(archive, spans);
    /** @param {string} word */
    const placesOf = async (word) => search.places((await index.place(word)) ?? "", starts);
    const forms = several ? [] : await formsOf(index, words[0], begins);
    const places = several
      ? search.together(await Promise.all(words.map(placesOf)))
      : (await Promise.all(forms.map(placesOf))).flat().sort((a, b) => a - b);
    const ends = new Int32Array(archive.items);
    let start = 0;
    spans.forEach((span, item) => {
      ends[item] = start + lengths[item];
      start += span;
    });
    const fit = new Float32Array(archive.items);
    let item = 0;
    let end = spans[0];
    for (const place of places) {
      while (place >= end) end += spans[++item];
      if (place + (several ? words.length : 1) <= ends[item]) fit[item] = 1;
    }
    return fit;
  }

  /**
   * List the words of the archive that are forms of a word, or begin with it.
   * @param {IndexReader} index
   * @param {string} word
   * @param {boolean} begins
   */
  async function formsOf(index, word, begins) {
    const stem = search.stem(word);
    // A stem is the beginning of its words, but for a last letter that changes: skies, die and dying.
    const beginning = stem.length > 3 ? stem.slice(0, -1) : stem[0];
    const irregular = search.FORMS.split(/\s+/).filter((form) => form && search.stem(form) === stem);
    const alike = (await index.wordsFrom(beginning)).map(([one]) => one).filter((one) => search.stem(one) === stem);
    const begun = begins ? (await index.wordsFrom(word)).map(([one]) => one) : [];
    return [...new Set([word, ...irregular, ...alike, ...begun])];
  }

  /**
   * Answer an exact search.
   * @param {Opened} opened
   * @param {string} text
   * @returns {Promise<Attempt>}
   */
  async function evaluate(opened, text) {
    const { archive } = opened;
    await opened.complete(); // A field may be of a facet whose columns are in a file of their own.
    const { tree, uneven } = parse(text, fieldsOf(archive).keys());
    /** @type {Note[]} */
    const notes = [];
    const say = (/** @type {string} */ words) => void notes.push({ is: "said", words: [words] });
    const read = format(tree);
    say(read === text.trim() ? "Searched exactly as written." : `Searched exactly as written: ${read}`);
    if (uneven) say("A bracket has no other: check where it should end.");
    /** @type {string[]} */
    const marks = [];
    const fit = (tree && (await fitting(opened, tree, { marks, say }))) ?? new Float32Array(archive.items);
    const items = Int32Array.from(fit.keys()).filter((item) => fit[item]);
    const evaluated = { wanted: [fit], unwanted: [], notes, marks, about: [], words: 0 };
    return { evaluated, ranked: { items, scores: fit, all: items.length, partly: false } };
  }

  searchShard("boolean", { evaluate, parse, format, exact, fieldsOf });
})(globalThis.roundupSearch);
