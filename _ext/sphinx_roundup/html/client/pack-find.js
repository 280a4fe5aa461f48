// @ts-check
// Finds the entries of a pack in the search's index, by a block of hits for each. search/finder.py writes where.

(function (pack) {
  "use strict";

  const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345abcdefghijklmnopqrstuvwxyz6789-_";
  const PRIME = 2 ** 31 - 1;
  const STEP = 0x9e3779b9;

  /** @param {number} number */
  function mixed(number) {
    const one = Math.imul(number ^ ((number >>> 0) >>> 16), 0x85ebca6b);
    const two = Math.imul(one ^ (one >>> 13), 0xc2b2ae35);
    return (two ^ (two >>> 16)) >>> 0;
  }

  /** @param {Issue} issue */
  const width = ({ size }) => Math.floor((size * 4) / 9) + 3;

  /** The name that an entry has now, if it or its issue got another. */
  pack.nameNow = function (id, { moved }) {
    const [issue, slug] = id.split("/");
    const page = moved[`issues/${issue}`];
    return moved[id] ?? (page ? `${page.split("/")[1]}/${slug}` : id);
  };

  /** Say in which block of its issue an entry is, counted from the first, if the issue has it. */
  pack.place = function (row, slug, issues, wanted) {
    let at = 0;
    for (const issue of issues.slice(0, wanted.number)) at += 1 + 3 * width(issue);
    const seed = DIGITS.indexOf(row[at]);
    let key = 0;
    for (const letter of new TextEncoder().encode(slug)) key = (key * 256 + letter) % PRIME;
    const size = width(wanted);
    const slots = [0, 1, 2].map((number) => (mixed(key + (3 * seed + number) * STEP) % size) + number * size);
    return slots.reduce((block, slot) => block ^ DIGITS.indexOf(row[at + 1 + slot]), 0);
  };

  /**
   * Give the blocks of an issue, as the first of their entries that are in it; the likeliest comes first.
   * @param {Issue} issue
   * @param {number} size
   * @param {number} likely
   */
  function blocks({ first, size: entries }, size, likely) {
    const last = Math.floor((first + entries - 1) / size);
    const all = [];
    for (let block = Math.floor(first / size); block <= last; block++) all.push(block);
    const [found] = all.splice(likely, 1);
    return found === undefined ? all : [found, ...all];
  }

  /** Get the entries that a pack names; those that the archive has not are left out. */
  pack.gather = async function (ids, load, root) {
    if (!globalThis.roundupSearch) await load("search/app.js");
    const search = globalThis.roundupSearch;
    const file = search.loader(`${root}search/`, () => {});
    const index = await search.open(file);
    const { files } = index.manifest;
    const archive = search.archive(index.manifest);
    const row = ids.length ? await file(`finder/${files.finder}`) : "";

    /** @param {string} id */
    async function find(id) {
      const [name, slug] = id.split("/");
      const issue = archive.issues.find((one) => one.id === name);
      if (!issue) return undefined;
      for (const block of blocks(issue, files.block, pack.place(row, slug, archive.issues, issue))) {
        const from = Math.max(block * files.block, issue.first);
        const to = Math.min((block + 1) * files.block, issue.first + issue.size);
        const rows = await Promise.all(Array.from({ length: to - from }, (_, at) => index.hit(from + at)));
        const at = rows.findIndex(([own]) => own === slug);
        if (at >= 0) return search.hit(archive, from + at, rows[at]);
      }
      return undefined;
    }

    const found = await Promise.all(ids.map(find));
    const hits = new Map(found.flatMap((hit) => (hit ? [[hit.id, hit]] : [])));
    const complete = search.completer(index, archive);
    return { archive, hits, complete };
  };
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})));
