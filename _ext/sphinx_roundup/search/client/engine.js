// @ts-check
// The two calls behind which the index stays: `query` and `hits`.

(function (search) {
  "use strict";

  const EXCLUDED = 255;
  /** A query of so many words is long; its results are few when there are fewer than this. */
  const LONG = 3;
  const FEW = 5;
  /** Added to the score of what has all parts: more than any score. */
  const FIRST = 1000;

  /**
   * Return an engine over an index.
   * @param {Load} load
   * @returns {Engine}
   */
  search.engine = function (load) {
    /** @type {Promise<Opened> | null} */
    let opening = null;

    /** @param {string} [after] */
    async function open(after) {
      const index = await search.open(load, after);
      const archive = search.archive(index.manifest);
      const complete = search.completer(index, archive);
      return { load, index, archive, complete, scorer: search.scorer(index, archive, complete) };
    }

    /**
     * Do something with the index; if it was published anew meanwhile, do it with the new one.
     * @template T
     * @param {(opened: Opened) => Promise<T>} work
     * @returns {Promise<T>}
     */
    async function withIndex(work) {
      opening ??= open();
      const opened = await opening.catch((error) => {
        opening = null;
        throw error;
      });
      try {
        return await work(opened);
      } catch (error) {
        const renewed = await open(opened.index.manifest.digest);
        if (renewed.index.manifest.digest === opened.index.manifest.digest) throw error;
        opening = Promise.resolve(renewed);
        return work(renewed);
      }
    }

    return {
      archive: () => withIndex(async ({ archive, complete }) => complete().then(() => archive)),
      query: (request) =>
        withIndex((opened) => answer(opened, request)).catch((error) =>
          // Perhaps what failed is only needed for a word that no entry has.
          withIndex((opened) => answer(opened, { ...request, plain: true })).catch(() => Promise.reject(error)),
        ),
      hits: (items) =>
        withIndex(({ index, archive }) =>
          Promise.all(items.map(async (item) => search.hit(archive, item, await index.hit(item)))),
        ),
    };
  };

  /**
   * @param {Opened} opened
   * @param {Query} request
   * @returns {Promise<Answer>}
   */
  async function answer(opened, request) {
    const { archive } = opened;
    const { evaluated, ranked } = await read(opened, request);
    const { wanted, marks, about, notes } = evaluated;
    if (!request.quick || isFiltered(archive, request)) await opened.complete();
    const narrowed = search.narrow(archive, ranked.items, request.filters ?? Object.create(null));
    const order = request.sort ?? (wanted.length ? "best" : "newest");
    return {
      total: narrowed.kept.length,
      unfiltered: ranked.items.length,
      items: search.first(archive, narrowed.kept, ranked.scores, order, request.limit ?? 10),
      counts: narrowed.counts,
      without: narrowed.without,
      notes,
      marks,
      about,
    };
  }

  /**
   * Read a text by the letter, where it is written so, or as people write.
   * @param {Opened} opened
   * @param {Query} request
   * @returns {Promise<Attempt>}
   */
  async function read(opened, request) {
    const { q = "" } = request;
    if (search.isExact(opened.archive, q)) return (await opened.load("boolean")).evaluate(opened, q);
    const typed = search.parse(q, request.typing);
    const found = await better(opened, typed, request);
    found.evaluated.notes.push(...notesOn(q, typed, found.ranked));
    return found;
  }

  /**
   * Tell whether a query has filters of facets whose columns have not arrived.
   * @param {Archive} archive
   * @param {Query} request
   */
  function isFiltered({ facets }, { filters }) {
    return facets.some(({ key, ready }) => !ready && filters?.[key]);
  }

  /**
   * Say what is to be said of a text as a whole.
   * @param {string} q
   * @param {Part[]} typed
   * @param {{all: number, partly: boolean}} ranked
   * @returns {Note[]}
   */
  function notesOn(q, typed, { all, partly }) {
    /** @type {Note[]} */
    const notes = partly ? [{ is: "some", count: all }] : [];
    const words = search.unclear(q);
    if (words.length) notes.push({ is: "unclear", words });
    if (q.trim() && !typed.length) notes.push({ is: "wordless" });
    return notes;
  }

  /**
   * Try the words as they are, and two of them as one where not all were found together.
   * @param {Opened} opened
   * @param {Part[]} typed
   * @param {Query} request
   * @returns {Promise<Attempt>}
   */
  async function better(opened, typed, request) {
    const first = await attempt(opened, typed, request);
    const joined = first.ranked.partly && !request.verbatim ? await search.joined(opened, typed) : null;
    if (!joined) return first;
    const second = await attempt(opened, joined.parts, request);
    second.evaluated.notes.push(joined.note);
    return second;
  }

  /**
   * @param {Opened} opened
   * @param {Part[]} typed
   * @param {Query} request
   * @returns {Promise<Attempt>}
   */
  async function attempt(opened, typed, request) {
    const evaluated = await search.evaluate(opened, typed, request);
    const nothing = !evaluated.wanted.length && (evaluated.notes.length > 0 || (!typed.length && request.q?.trim()));
    const ranked = rank(opened.archive, evaluated);
    return { evaluated, ranked: nothing ? { ...ranked, items: new Int32Array(0) } : ranked };
  }

  /**
   * Put the parts of a query together. Items that have all of them come first; where those are
   * few and the query is long, or there are none, items that have most of them follow.
   * @param {Archive} archive
   * @param {Evaluated} evaluated
   */
  function rank(archive, { wanted, unwanted, words }) {
    const { scores, parts } = added(archive, wanted);
    for (const fit of unwanted) fit.forEach((one, item) => one && (parts[item] = EXCLUDED));
    const all = pick(parts, wanted.length);
    const enough = words < LONG ? 1 : FEW;
    if (wanted.length < 2 || all.length >= enough) {
      return { items: Int32Array.from(all), scores, all: all.length, partly: false };
    }
    const items = pick(parts, partsNeeded(parts, wanted.length));
    for (const item of items) scores[item] *= (parts[item] / wanted.length) ** 2;
    for (const item of all) scores[item] += FIRST;
    return { items: Int32Array.from(items), scores, all: all.length, partly: items.length > all.length };
  }

  /**
   * @param {Archive} archive
   * @param {Float32Array[]} wanted
   * @returns {{scores: Float32Array, parts: Uint8Array}} for each item, and how many parts it has
   */
  function added(archive, wanted) {
    const scores = new Float32Array(archive.items);
    const parts = new Uint8Array(archive.items);
    for (const fit of wanted) {
      const weight = search.rarity(fit);
      for (let item = 0; item < fit.length; item++) {
        if (fit[item]) {
          scores[item] += weight * fit[item];
          parts[item]++;
        }
      }
    }
    return { scores, parts };
  }

  /**
   * @param {Uint8Array} parts
   * @param {number} all
   * @returns {number} of how many parts an item has to have some
   */
  function partsNeeded(parts, all) {
    const most = parts.reduce((high, one) => (one < EXCLUDED && one > high ? one : high), 1);
    return Math.max(1, Math.min(most, all - 1) - (all > 3 ? 1 : 0));
  }

  /**
   * @param {Uint8Array} parts
   * @param {number} least
   */
  function pick(parts, least) {
    const items = [];
    for (let item = 0; item < parts.length; item++) {
      if (parts[item] >= least && parts[item] < EXCLUDED) items.push(item);
    }
    return items;
  }

  /**
   * @param {Float32Array} fit
   * @returns {number} more for a word that few items have
   */
  search.rarity = function (fit) {
    let has = 0;
    for (let item = 0; item < fit.length; item++) if (fit[item]) has++;
    return Math.log(1 + (fit.length - has + 0.5) / (has + 0.5));
  };

  /**
   * Return the first items of an order. Within an issue the printed order stays.
   * @param {Archive} archive
   * @param {Int32Array} items rising
   * @param {Float32Array} scores
   * @param {Order} order
   * @param {number} limit
   * @returns {number[]}
   */
  search.first = function (archive, items, scores, order, limit) {
    if (order === "oldest") return [...items.subarray(0, limit)];
    const { issueOf } = archive;
    const by = order === "best" ? scores : issueOf;
    if (limit >= items.length) return [...items].sort((one, other) => Number(before(other, one)) - Number(before(one, other)));
    /** @type {number[]} */
    const first = [];
    for (const item of items) {
      if (first.length === limit && !before(item, first[limit - 1])) continue;
      let at = first.length < limit ? first.length : limit - 1;
      for (; at > 0 && before(item, first[at - 1]); at--) first[at] = first[at - 1];
      first[at] = item;
    }
    return first;

    /**
     * @param {number} one
     * @param {number} other comes earlier in the archive
     */
    function before(one, other) {
      return by[one] > by[other] || (by[one] === by[other] && issueOf[one] > issueOf[other]);
    }
  };
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
