// @ts-check
// How well each item fits one part of a query: a number from 0 (not at all) to 1.

(function (search) {
  "use strict";

  const MENTION = 0.75;
  const TAGGED = 0.8;
  const NARROWER = 0.35;
  const BEGINNING = 0.8;
  const DATED = 0.3;

  /**
   * Count a further reason why an item fits.
   * @param {Float32Array} fit
   * @param {number} item
   * @param {number} more
   */
  function add(fit, item, more) {
    fit[item] = 1 - (1 - fit[item]) * (1 - more);
  }

  /**
   * Return what finds the items of one part of a query.
   * @param {IndexReader} index
   * @param {Archive} archive
   * @param {Complete} complete waits for what items have of facets
   * @returns {Scorer}
   */
  search.scorer = function (index, archive, complete) {
    const none = () => new Float32Array(archive.items);

    /**
     * @param {Float32Array} fit
     * @param {string | undefined} row
     * @param {number} weight
     */
    function addRow(fit, row, weight = 1) {
      if (!row) return;
      search.postings(row, archive.issues, (item, one) => add(fit, item, one * weight));
    }

    /**
     * @param {Float32Array} fit
     * @param {Facet} facet
     * @param {(values: number[]) => number} weigh what a set of values is worth
     * @param {number[][]} sets
     */
    function addSets(fit, facet, weigh, sets) {
      const worth = sets.map(weigh);
      if (!worth.some(Boolean)) return;
      for (let item = 0; item < fit.length; item++) {
        const more = worth[facet.setOf[item]];
        if (more) add(fit, item, more);
      }
    }

    /**
     * @param {Float32Array} fit
     * @param {string} stem
     */
    async function addNames(fit, stem) {
      const names = archive.names.get(stem) ?? [];
      await complete(names.map(({ facet }) => facet));
      for (const { facet, value, weight } of names) {
        addSets(fit, facet, (values) => (values.includes(value) ? weight : 0), facet.direct);
      }
    }

    /**
     * @param {Float32Array} fit
     * @param {string} typed
     */
    function addDates(fit, typed) {
      for (const { first, size } of archive.dated.get(typed) ?? []) {
        for (let item = first; item < first + size; item++) add(fit, item, DATED);
      }
    }

    /** @param {string} typed */
    async function word(typed) {
      const fit = none();
      const stem = search.stem(typed);
      addRow(fit, await index.term(stem));
      await addNames(fit, stem);
      addDates(fit, typed);
      return fit;
    }

    /** @param {string[]} words */
    async function all(words) {
      const large = words.filter((one) => !archive.small.has(one));
      const fits = await Promise.all((large.length ? large : words).map(word));
      return fits.reduce((one, other) => one.map((fit, item) => Math.min(fit, other[item])));
    }

    /**
     * @param {string[]} words
     * @param {Labelled[]} names
     * @param {boolean} own the words are what the archive calls it, not a search-term
     * @returns how well items fit, and whether any has the words
     */
    async function name(words, names, own) {
      const [literal, ...mentions] = await Promise.all([
        all(words),
        ...names.map(({ facet, value }) =>
          facet.key === "topic" ? index.term(`#${facet.values[value].slug}`) : undefined,
        ),
      ]);
      const fit = literal.slice();
      await complete(names.map(({ facet }) => facet));
      names.forEach(({ facet, value }, at) => {
        addRow(fit, mentions[at], MENTION);
        addSets(fit, facet, (values) => (values.includes(value) ? TAGGED : 0), facet.direct);
        addSets(fit, facet, (values) => (values.includes(value) ? NARROWER : 0), facet.sets);
      });
      if (own) return { fit, literal: true };
      // Who types “stalking” wants the word first, then what else its topic has.
      const standing = (await inText(words)).map((one) => Number(one === words.length));
      return { fit: fit.map((one, item) => (standing[item] + one) / 2), literal: standing.includes(1) };
    }

    /**
     * Count how many of some words stand in the words of each item.
     * @param {string[]} words
     */
    async function inText(words) {
      const counts = new Uint8Array(archive.items);
      const rows = await Promise.all(words.map((one) => index.term(search.stem(one))));
      rows.forEach((row, at) => {
        if (archive.small.has(words[at])) counts.forEach((one, item) => (counts[item] = one + 1));
        else if (row) search.postings(row, archive.issues, (item) => counts[item]++);
      });
      return counts;
    }

    /** @param {string} beginning */
    async function startingWith(beginning) {
      const fit = none();
      if (!beginning) return fit;
      const begun = (await index.wordsFrom(beginning)).map(([one]) => one);
      for (const one of archive.nameWords) if (one.startsWith(beginning)) begun.push(one);
      const stems = [...new Set(begun.map(search.stem))];
      const rows = await Promise.all(stems.map(index.term));
      rows.forEach((row) => addRow(fit, row, BEGINNING));
      for (const stem of stems) await addNames(fit, stem);
      for (const one of archive.dated.keys()) if (one.startsWith(beginning)) addDates(fit, one);
      return fit;
    }

    /** @param {string[]} words */
    async function phrase(words) {
      const [fit, spoken, ...rows] = await Promise.all([all(words), index.spans(), ...words.map(index.place)]);
      const found = none();
      if (rows.every(Boolean)) {
        const spans = search.numbers(spoken);
        const starts = search.issueStarts(archive, spans);
        const places = search.together(rows.map((row) => search.places(row ?? "", starts)));
        for (const item of search.itemsAt(places, spans)) add(found, item, 0.5 + fit[item] / 2);
      }
      const text = ` ${words.join(" ")} `;
      for (const facet of archive.facets) {
        const named = facet.values.map((value) => namesOf(value).some((one) => one.includes(text)));
        if (named.some(Boolean)) await complete([facet]);
        addSets(found, facet, (values) => (values.some((one) => named[one]) ? 0.6 : 0), facet.direct);
      }
      return found;
    }

    return { word, all, name, startingWith, phrase };
  };

  /**
   * @param {Archive} archive
   * @param {number[]} spans how many places each item takes
   * @returns {number[]} the first place of each issue
   */
  search.issueStarts = function (archive, spans) {
    let start = 0;
    return archive.issues.map(({ first, size }) => {
      const before = start;
      for (let item = first; item < first + size; item++) start += spans[item];
      return before;
    });
  };

  /**
   * @param {Value} value
   * @returns {string[]} its shown names as folded words with a space around each
   */
  function namesOf(value) {
    return [value.label, ...(value.names ?? [])].map((one) => ` ${search.words(one).join(" ")} `);
  }

  /**
   * Return where all words stand one after the other: the places of the first.
   * @param {number[][]} places
   * @returns {number[]}
   */
  search.together = function (places) {
    return places.reduce((found, next, distance) => {
      let at = 0;
      return found.filter((place) => {
        while (at < next.length && next[at] < place + distance) at++;
        return next[at] === place + distance;
      });
    }, places[0]);
  };

  /**
   * Return the items that rising places lie in, each once.
   * @param {number[]} places
   * @param {number[]} spans how many places each item takes
   * @returns {Set<number>}
   */
  search.itemsAt = function (places, spans) {
    const items = new Set();
    let item = 0;
    let end = spans[0];
    for (const place of places) {
      while (place >= end) end += spans[++item];
      items.add(item);
    }
    return items;
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
