// @ts-check
// From what was typed to what is looked for, with a note for every liberty taken.

(function (search) {
  "use strict";

  /**
   * @param {Opened} opened
   * @param {Request} request
   * @returns {Promise<Understood>}
   */
  search.understand = async function (opened, request) {
    const { archive, matcher } = opened;
    const typed = search.parse(request.q ?? "");
    const parts = search.group(typed, archive);
    const found = await Promise.all(parts.map((part) => read(opened, part, request.verbatim)));
    const unwanted = parts.filter(({ is }) => is === "not").map(({ words }) => exclude(matcher, words));
    const notes = found.flatMap(({ note }) => note ?? []);
    if (typed.length && !parts.length) notes.push({ is: "small", words: typed.map(({ words }) => words[0]) });
    return {
      wanted: found.flatMap(({ fit }) => fit ?? []),
      unwanted: await Promise.all(unwanted),
      notes,
      marks: found.flatMap(({ marks }) => marks ?? []),
    };
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
    const known = labels.flatMap(({ label, names: more = [], terms = [] }) => [label, ...more, ...terms]);
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
    if (!search.isEmpty(fit)) return { fit, marks: [search.stem(word)] };
    const beginning = word.length > 2 ? await matcher.startingWith(word) : fit;
    if (!search.isEmpty(beginning)) {
      return { fit: beginning, marks: [`${word}*`], note: { is: "beginning", words: [word] } };
    }
    const meant = verbatim ? null : search.nearest(word, await allWords(shelf, archive));
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
   * @returns {Promise<[string, number][]>}
   */
  async function allWords(shelf, archive) {
    const values = archive.facets.flatMap((facet) => facet.values);
    const names = values.flatMap(({ label, names: more = [], terms = [] }) => [label, ...more, ...terms]);
    const named = names.flatMap((name) => search.words(name)).filter((word) => word.length > 3);
    return [
      ...search.vocabulary(await shelf.words()),
      ...named.map((word) => /** @type {[string, number]} */ ([word, 3])),
    ];
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
