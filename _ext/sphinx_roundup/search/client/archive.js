// @ts-check
// The part of the index that is always there: issues, facets, and the names of things.

(function (search) {
  "use strict";

  const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

  /** How much a name counts: the name of a source says more than that of a kind. */
  const NAME_WEIGHTS = new Map([["topic", 0.15], ["source", 0.4]]);

  /**
   * Lay out issues and facets for searching.
   * @param {Manifest} manifest
   * @returns {Archive}
   */
  search.archive = function (manifest) {
    const issues = readIssues(manifest);
    const issueOf = new Uint16Array(manifest.items);
    for (const issue of issues) issueOf.fill(issue.number, issue.first, issue.first + issue.size);
    const facets = [
      ...manifest.facets.map((facet) => readFacet(facet, manifest.items)),
      yearFacet(issues, issueOf),
    ];
    const small = new Set(manifest.small.split(" "));
    const archive = { digest: manifest.digest, items: manifest.items, issues, issueOf, facets, says: manifest.says, small };
    return { ...archive, ...readNames(archive), labels: readLabels(archive), dated: readDates(issues) };
  };

  /**
   * @param {Manifest} manifest
   * @returns {Issue[]}
   */
  function readIssues(manifest) {
    let first = 0;
    return manifest.issues.map(([id, size, date, page, year], number) => {
      const shown = date || MONTH.format(new Date(id));
      first += size;
      const known = { id, number, first: first - size, size, date: shown };
      return { ...known, page: page || `issues/${id}.html`, year: year || id.slice(0, 4) };
    });
  }

  /**
   * @param {ManifestFacet} facet
   * @param {number} items
   * @returns {Facet} without what items have, where the manifest has no columns
   */
  function readFacet({ key, label, values, columns }, items) {
    const above = values.map((_, value) => allAbove(values, value));
    const facet = { key, label, values, above, ready: false, setOf: new Uint16Array(0), direct: [], sets: [] };
    if (columns) readColumns(facet, columns, items);
    return facet;
  }

  /**
   * Return what waits for what items have of some facets, or of all: columns in files of their own.
   * @param {IndexReader} index
   * @param {Archive} archive
   * @returns {Complete}
   */
  search.completer = ({ columns }, { facets, items }) =>
    async function (wanted = facets) {
      const due = wanted.filter(({ ready }) => !ready);
      const arrived = await Promise.all(due.map(({ key }) => columns(key)));
      due.forEach((facet, at) => facet.ready || readColumns(facet, arrived[at], items));
    };

  /**
   * Join the two columns of a facet into one set of values for each item, wider values included.
   * @param {Facet} facet is filled in
   * @param {Column[]} columns
   * @param {number} items
   */
  function readColumns(facet, columns, items) {
    const [one, other] = columns.map((column) => ({
      sets: column.sets,
      of: column.items ? search.numbers(column.items) : null,
    }));
    /** @type {Map<number, number>} */
    const numbers = new Map();
    /** @type {number[][]} */
    const direct = [];
    const setOf = new Uint16Array(items);
    for (let item = 0; item < items; item++) {
      const a = one.of ? one.of[item] : 0;
      const b = other.of ? other.of[item] : 0;
      const pair = a * other.sets.length + b;
      let number = numbers.get(pair);
      if (number === undefined) {
        number = direct.push([...(one.sets[a] ?? []), ...(other.sets[b] ?? [])]) - 1;
        numbers.set(pair, number);
      }
      setOf[item] = number;
    }
    const sets = direct.map((values) => [...new Set(values.flatMap((value) => facet.above[value]))]);
    Object.assign(facet, { setOf, direct, sets, ready: true });
  }

  /**
   * @param {Value[]} values
   * @param {number} value
   * @returns {number[]} the value and all values above it
   */
  function allAbove(values, value) {
    const seen = new Set([value]);
    for (const one of seen) for (const wider of values[one].above ?? []) seen.add(wider);
    return [...seen];
  }

  /**
   * @param {Issue[]} issues
   * @param {Uint16Array} issueOf
   * @returns {Facet}
   */
  function yearFacet(issues, issueOf) {
    const years = [...new Set(issues.map(({ year }) => year))].sort().reverse();
    const of = issues.map((issue) => years.indexOf(issue.year));
    return {
      key: "year",
      label: "Year",
      values: years.map((year) => ({ slug: year, label: year })),
      above: years.map((_, at) => [at]),
      ready: true,
      setOf: issueOf.map((issue) => of[issue]),
      direct: years.map((_, at) => [at]),
      sets: years.map((_, at) => [at]),
    };
  }

  /**
   * Map each stem of a shown name to the values it is a name of.
   * @param {Pick<Archive, "facets" | "small">} archive
   * @returns {Pick<Archive, "names" | "nameWords">}
   */
  function readNames({ facets, small }) {
    /** @type {Map<string, Named[]>} */
    const names = new Map();
    /** @type {Set<string>} */
    const nameWords = new Set();
    for (const facet of facets) {
      facet.values.forEach((value, at) => {
        const terms = facet.key === "topic" ? [] : (value.terms ?? []);
        const text = [value.label, ...(value.names ?? []), ...terms].join(" ");
        const words = value.group ? [] : search.words(text).filter((word) => !small.has(word));
        for (const word of words) nameWords.add(word);
        for (const stem of new Set(words.map(search.stem))) {
          const weight = NAME_WEIGHTS.get(facet.key) ?? 0.1;
          names.set(stem, [...(names.get(stem) ?? []), { facet, value: at, weight }]);
        }
      });
    }
    return { names, nameWords };
  }

  /**
   * Map each word of the issues' dates to the issues that have it.
   * @param {Issue[]} issues
   * @returns {Map<string, Issue[]>}
   */
  function readDates(issues) {
    /** @type {Map<string, Issue[]>} */
    const dated = new Map();
    for (const issue of issues) {
      for (const word of search.words(issue.date)) dated.set(word, [...(dated.get(word) ?? []), issue]);
    }
    return dated;
  }

  /**
   * Map each whole name of a topic or source, as stems, to what it names.
   * @param {Pick<Archive, "facets" | "small">} archive
   * @returns {Map<string, Labelled[]>}
   */
  function readLabels({ facets, small }) {
    /** @type {Map<string, Labelled[]>} */
    const labels = new Map();
    for (const facet of facets.filter(({ key }) => key === "topic" || key === "source")) {
      facet.values.forEach((value, at) => {
        for (const name of [value.label, ...(value.names ?? []), ...(value.terms ?? [])]) {
          const stems = search.words(name).map(search.stem);
          const label = stems.join(" ");
          const known = labels.get(label) ?? [];
          if (stems.every((stem) => small.has(stem))) continue;
          if (known.some((one) => one.facet === facet && one.value === at)) continue;
          labels.set(label, [...known, { facet, value: at }]);
        }
      });
    }
    return labels;
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
