// @ts-check
// The two calls behind which the index stays: `query` and `cards`.

(function (search) {
  "use strict";

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
      const shelf = await search.open(load, after);
      const archive = search.archive(shelf.manifest);
      return { shelf, archive, matcher: search.matcher(shelf, archive) };
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
        const renewed = await open(opened.shelf.manifest.digest);
        if (renewed.shelf.manifest.digest === opened.shelf.manifest.digest) throw error;
        opening = Promise.resolve(renewed);
        return work(renewed);
      }
    }

    return {
      archive: () => withIndex(async ({ archive }) => archive),
      query: (request) => withIndex((opened) => answer(opened, request)),
      cards: (items) =>
        withIndex(({ shelf, archive }) =>
          Promise.all(items.map(async (item) => search.card(archive, item, await shelf.card(item)))),
        ),
    };
  };

  /**
   * @param {Opened} opened
   * @param {Request} request
   * @returns {Promise<Answer>}
   */
  async function answer(opened, request) {
    const { archive } = opened;
    const { wanted, unwanted, notes, marks } = await search.understand(opened, request);
    const nothing = !wanted.length && notes.some(({ is }) => is === "unknown" || is === "small");
    const ranked = nothing ? noItems() : rank(archive, wanted, unwanted);
    if (ranked.some) notes.push({ is: "some" });
    const narrowed = search.narrow(archive, ranked.items, request.filters ?? {});
    const order = request.sort ?? (wanted.length ? "best" : "newest");
    return {
      total: narrowed.kept.length,
      unfiltered: ranked.items.length,
      items: search.first(archive, narrowed.kept, ranked.scores, order, request.limit ?? 10),
      counts: narrowed.counts,
      without: narrowed.without,
      notes,
      marks,
    };
  }

  function noItems() {
    return { items: new Int32Array(0), scores: new Float32Array(0), some: false };
  }

  /**
   * Put the parts of a query together: all of them, or where no item has all, most of them.
   * @param {Archive} archive
   * @param {Float32Array[]} wanted
   * @param {Float32Array[]} unwanted
   */
  function rank(archive, wanted, unwanted) {
    const scores = new Float32Array(archive.items);
    const parts = new Uint8Array(archive.items);
    for (const fit of wanted) {
      const weight = rarity(fit);
      for (let item = 0; item < fit.length; item++) {
        if (fit[item]) {
          scores[item] += weight * fit[item];
          parts[item]++;
        }
      }
    }
    for (const fit of unwanted) fit.forEach((one, item) => one && (parts[item] = 255));
    const most = parts.reduce((high, one) => (one < 255 && one > high ? one : high), 0);
    const least = most === wanted.length ? most : Math.max(1, Math.ceil(most / 2));
    const items = Int32Array.from(pick(parts, least));
    for (const item of items) scores[item] *= (parts[item] / Math.max(1, wanted.length)) ** 2;
    return { items, scores, some: items.length > 0 && most < wanted.length };
  }

  /**
   * @param {Uint8Array} parts
   * @param {number} least
   */
  function pick(parts, least) {
    const items = [];
    for (let item = 0; item < parts.length; item++) {
      if (parts[item] >= least && parts[item] < 255) items.push(item);
    }
    return items;
  }

  /**
   * @param {Float32Array} fit
   * @returns {number} more for a word that few items have
   */
  function rarity(fit) {
    let has = 0;
    for (let item = 0; item < fit.length; item++) if (fit[item]) has++;
    return Math.log(1 + (fit.length - has + 0.5) / (has + 0.5));
  }

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
