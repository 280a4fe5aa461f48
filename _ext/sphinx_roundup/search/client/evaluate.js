// @ts-check
// From what was typed to what is looked for, with a note for every liberty taken.

(function (search) {
  "use strict";

  /**
   * @param {Opened} opened
   * @param {Part[]} typed
   * @param {Query} request
   * @returns {Promise<Evaluated>}
   */
  search.evaluate = async function (opened, typed, request) {
    const { archive, scorer } = opened;
    const all = search.group(typed, archive);
    const parts = all.slice(0, search.MOST_PARTS);
    const unknown = search.unknown(opened, request, parts);
    const found = await Promise.all(parts.map((part) => read(opened, part, unknown)));
    const unwanted = parts.filter(({ is }) => is === "not").map(({ words }) => exclude(scorer, words));
    const notes = found.flatMap(({ note }) => note ?? []);
    if (typed.length && !parts.length) notes.push({ is: "small", words: typed.map(({ words }) => words[0]) });
    if (all.length > parts.length) notes.push({ is: "long", count: parts.length });
    return {
      wanted: alternatives(parts, found),
      unwanted: await Promise.all(unwanted),
      notes,
      words: parts.filter(({ is }) => is !== "not").flatMap(({ words }) => words).length,
      marks: found.flatMap(({ marks }) => marks ?? []),
      about: found.flatMap(({ about }) => about ?? []),
    };
  };

  /**
   * List how well items fit each part; parts that OR joins are one, of which the better counts.
   * @param {Part[]} parts
   * @param {Found[]} found
   * @returns {Float32Array[]}
   */
  function alternatives(parts, found) {
    /** @type {Float32Array[]} */
    const wanted = [];
    parts.forEach(({ or }, at) => {
      const { fit } = found[at];
      const last = wanted.length - 1;
      if (!fit) return;
      if (or && last >= 0) wanted[last] = wanted[last].map((one, item) => Math.max(one, fit[item]));
      else wanted.push(fit);
    });
    return wanted;
  }

  /**
   * Join two neighbouring words that the archive writes as one: "whats app".
   * @param {Opened} opened
   * @param {Part[]} typed
   * @returns {Promise<{parts: Part[], note: Note} | null>}
   */
  search.joined = async function ({ index }, typed) {
    for (let at = 0; at + 1 < Math.min(typed.length, search.MOST_PARTS); at++) {
      const [one, other] = typed.slice(at, at + 2);
      if (one.is !== "word" || other.is !== "word") continue;
      const word = one.words[0] + other.words[0];
      if (!(await index.term(search.stem(word)))) continue;
      /** @type {Part} */
      const part = { is: "word", words: [word] };
      const note = { is: "corrected", words: [`${one.words[0]} ${other.words[0]}`], names: [word] };
      const parts = [...typed.slice(0, at), part, ...typed.slice(at + 2)];
      return { parts, note: /** @type {Note} */ (note) };
    }
    return null;
  };

  /**
   * @param {Scorer} scorer
   * @param {string[]} words
   */
  function exclude(scorer, words) {
    return words.length > 1 ? scorer.phrase(words) : scorer.word(words[0]);
  }

  /**
   * @param {Opened} opened
   * @param {Part} part
   * @param {(part: Part) => Promise<Found>} unknown reads a word that no entry has
   * @returns {Promise<Found>}
   */
  async function read(opened, part, unknown) {
    const { scorer, archive } = opened;
    const { is, words, names = [] } = part;
    if (is === "not") return {};
    if (is === "phrase") return { fit: await scorer.phrase(words), marks: [words.map(search.stem).join(" ")] };
    if (is === "name") return search.readName(scorer, words, names);
    if (is === "beginning") return { fit: await scorer.startingWith(words[0]), marks: [`${words[0]}*`] };
    const fit = await scorer.word(words[0]);
    return fit.some(Boolean) ? search.readKnown(archive, words[0], fit) : unknown(part);
  }

  /**
   * Say what a word that entries have marks, and which names it is part of.
   * @param {Archive} archive
   * @param {string} word
   * @param {Float32Array} fit
   * @returns {Found}
   */
  search.readKnown = function ({ names }, word, fit) {
    const stem = search.stem(word);
    const labels = (names.get(stem) ?? []).map(({ facet, value }) => facet.values[value].label);
    const about = labels.filter((label) => !stemmed(label).split(" ").includes(stem));
    return { fit, marks: [stem], about };
  };

  /**
   * @param {Scorer} scorer
   * @param {string[]} words
   * @param {Labelled[]} names
   * @returns {Promise<Found>}
   */
  search.readName = async function (scorer, words, names) {
    const stems = words.map(search.stem);
    const typed = stems.join(" ");
    const values = names.map(({ facet, value }) => facet.values[value]);
    const own = values.some(({ label, names: more = [] }) => [label, ...more].some((name) => stemmed(name) === typed));
    const others = values.map(({ label }) => label).filter((label) => stemmed(label) !== typed);
    const known = values.flatMap(({ label, names: more = [], terms = [] }) => [label, ...more, ...terms]);
    const { fit, literal } = await scorer.name(words, names, own);
    return {
      fit,
      marks: [typed, ...stems, ...known.map(stemmed)],
      about: names.flatMap(({ facet, value }) => [value, ...below(facet, value)].map((one) => facet.values[one].label)),
      note: others.length ? { is: "also", words, names: others, literal } : undefined,
    };
  };

  /**
   * @param {Facet} facet
   * @param {number} value
   * @returns {number[]} the values that a value is above
   */
  function below({ values, above }, value) {
    return values.flatMap((_, one) => (one !== value && above[one].includes(value) ? one : []));
  }

  /** @param {string} text */
  function stemmed(text) {
    return search.words(text).map(search.stem).join(" ");
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
