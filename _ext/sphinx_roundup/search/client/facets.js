// @ts-check
// Narrows a set of items: one value or another inside a facet, every facet together.

(function (search) {
  "use strict";

  /**
   * Apply filters and count what each value of each facet would leave.
   *
   * A facet is counted with the filters of the other facets applied, so that
   * its numbers say what ticking one more value brings.
   * @param {Archive} archive
   * @param {Int32Array} items that fit the words
   * @param {Filters} filters
   * @returns {Narrowed}
   */
  search.narrow = function (archive, items, filters) {
    const facets = archive.facets.filter(({ ready }) => ready);
    const active = facets.map((facet) => allowed(facet, filters[facet.key] ?? []));
    const counts = facets.map((facet) => new Int32Array(facet.sets.length));
    const kept = new Int32Array(items.length);
    let size = 0;
    for (const item of items) {
      let missed = -1;
      let misses = 0;
      for (let at = 0; at < active.length && misses < 2; at++) {
        const allow = active[at];
        if (allow && !allow[facets[at].setOf[item]]) {
          missed = at;
          misses++;
        }
      }
      if (misses === 0) {
        kept[size++] = item;
        for (let at = 0; at < counts.length; at++) counts[at][facets[at].setOf[item]]++;
      } else if (misses === 1) {
        counts[missed][facets[missed].setOf[item]]++;
      }
    }
    /** @type {Narrowed} */
    const narrowed = { kept: kept.subarray(0, size), counts: Object.create(null), without: Object.create(null) };
    facets.forEach((facet, at) => {
      narrowed.counts[facet.key] = perValue(facet, counts[at]);
      if (active[at]) narrowed.without[facet.key] = counts[at].reduce((sum, one) => sum + one, 0);
    });
    return narrowed;
  };

  /**
   * @param {Facet} facet
   * @param {string[]} slugs
   * @returns {boolean[] | null} for each set of values, whether it is let through
   */
  function allowed({ values, sets }, slugs) {
    if (!slugs.length) return null;
    return sets.map((set) => set.some((value) => slugs.includes(values[value].slug)));
  }

  /**
   * @param {Facet} facet
   * @param {Int32Array} perSet
   * @returns {number[]}
   */
  function perValue(facet, perSet) {
    const counts = new Array(facet.values.length).fill(0);
    facet.sets.forEach((set, at) => {
      for (const value of set) counts[value] += perSet[at];
    });
    return counts;
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
