// @ts-check
// From what was typed to what is looked for, with a note for every liberty taken.

(function (search) {
  "use strict";

  /**
   * @param {Opened} opened
   * @param {Part[]} typed
   * @param {boolean} [verbatim] take words as they are
   * @returns {Promise<Understood>}
   */
  search.understand = async function (opened, typed, verbatim) {
    const { archive, matcher } = opened;
    const parts = search.group(typed, archive);
    const found = await Promise.all(parts.map((part) => read(opened, part, verbatim)));
    const unwanted = parts.filter(({ is }) => is === "not").map(({ words }) => exclude(matcher, words));
    const notes = found.flatMap(({ note }) => note ?? []);
    if (typed.length && !parts.length) notes.push({ is: "small", words: typed.map(({ words }) => words[0]) });
    return {
      wanted: found.flatMap(({ fit }) => fit ?? []),
      unwanted: await Promise.all(unwanted),
      notes,
      words: parts.filter(({ is }) => is !== "not").flatMap(({ words }) => words).length,
      marks: found.flatMap(({ marks }) => marks ?? []),
    };
  };

  /**
   * Join two neighbouring words that the archive writes as one: "whats app".
   * @param {Opened} opened
   * @param {Part[]} typed
   * @returns {Promise<{parts: Part[], note: Note} | null>}
   */
  search.joined = async function ({ shelf }, typed) {
    for (let at = 0; at + 1 < typed.length; at++) {
      const [one, other] = typed.slice(at, at + 2);
      if (one.is !== "word" || other.is !== "word") continue;
      const word = one.words[0] + other.words[0];
      if (!(await shelf.term(search.stem(word)))) continue;
      /** @type {Part} */
      const part = { is: "word", words: [word] };
      const note = { is: "corrected", words: [`${one.words[0]} ${other.words[0]}`], names: [word] };
      const parts = [...typed.slice(0, at), part, ...typed.slice(at + 2)];
      return { parts, note: /** @type {Note} */ (note) };
    }
    return null;
  };

  /**
   * @param {Matcher} matcher
   * @param {string[]} words
   */
  function exclude(matcher, words) {
    return words.length > 1 ? matcher.phrase(words) : matcher.word(words[0]);
  }

  /**
   * @param {Opened} opened
   * @param {Part} part
   * @param {boolean} [verbatim] take words as they are
   * @returns {Promise<Found>}
   */
  async function read(opened, part, verbatim) {
    const { matcher } = opened;
    const { is, words, names = [] } = part;
    if (is === "not") return {};
    if (is === "phrase") return readPhrase(matcher, words);
    if (is === "name") return readName(matcher, words, names);
    if (is === "beginning") return { fit: await matcher.startingWith(words[0]), marks: [`${words[0]}*`] };
    return readWord(opened, words[0], verbatim);
  }

  /**
   * @param {Matcher} matcher
   * @param {string[]} words
   * @returns {Promise<Found>}
   */
  async function readPhrase(matcher, words) {
    const fit = await matcher.phrase(words);
    return { fit, marks: [words.map(search.stem).join(" ")] };
  }

  /**
   * @param {Matcher} matcher
   * @param {string[]} words
   * @param {Labelled[]} names
   * @returns {Promise<Found>}
   */
  async function readName(matcher, words, names) {
    const stems = words.map(search.stem);
    const typed = stems.join(" ");
    const topics = names.filter(({ facet }) => facet.key === "topic");
    const labels = names.map(({ facet, value }) => facet.values[value]);
    const others = labels.map(({ label }) => label).filter((label) => stemmed(label) !== typed);
    const known = labels.flatMap(({ label, names: more = [] }) => [label, ...more]);
    return {
      fit: await matcher.name(words, names),
      marks: [typed, ...stems, ...(topics.length ? known.map(stemmed) : [])],
      note: others.length ? { is: "also", words, names: others } : undefined,
    };
  }

  /** @param {string} text */
  function stemmed(text) {
    return search.words(text).map(search.stem).join(" ");
  }

  /**
   * @param {Opened} opened
   * @param {string} word
   * @param {boolean} [verbatim]
   * @returns {Promise<Found>}
   */
  async function readWord({ shelf, archive, matcher }, word, verbatim) {
    const fit = await matcher.word(word);
    if (fit.some(Boolean)) return { fit, marks: [search.stem(word)] };
    const beginning = word.length > 2 ? await matcher.startingWith(word) : fit;
    if (beginning.some(Boolean)) {
      return { fit: beginning, marks: [`${word}*`], note: { is: "beginning", words: [word] } };
    }
    const meant = verbatim ? null : await nearest(shelf, archive, word);
    if (!meant) return { note: { is: "unknown", words: [word] } };
    return {
      fit: await matcher.word(meant),
      marks: [search.stem(meant)],
      note: { is: "corrected", words: [word], names: [meant] },
    };
  }

  /**
   * @param {Shelf} shelf
   * @param {Archive} archive
   * @param {string} word
   * @returns {Promise<string | null>} the word that was meant, as far as can be told
   */
  async function nearest(shelf, archive, word) {
    const [spelling, words] = await Promise.all([shelf.spelling(), shelf.words()]);
    const values = archive.facets.flatMap((facet) => facet.values);
    const names = values.flatMap(({ label, names: more = [], terms = [] }) => [label, ...more, ...terms]);
    const named = names.flatMap(search.words).filter(({ length }) => length > 3);
    const all = named.map((one) => /** @type {[string, number]} */ ([one, 3]));
    return spelling.nearest(word, [...spelling.vocabulary(words), ...all]);
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
