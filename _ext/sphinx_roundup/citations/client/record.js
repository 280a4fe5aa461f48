// @ts-check
// Records a search, as PRISMA-S asks: what was searched, when, with which words and limits, and what
// was found. Whoever searches the same state of the archive with the same words gets the same set.

(function (cite) {
  "use strict";

  /** @param {number} count */
  const entries = (count) => globalThis.roundupSearch.counted(count);

  /**
   * @param {Archive} archive
   * @param {Partial<State>} state
   */
  function limits({ facets }, { filters = {} }) {
    const said = facets.flatMap(({ key, label, values }) => {
      const labels = (filters[key] ?? []).map((slug) => values.find((value) => value.slug === slug)?.label ?? slug);
      return labels.length ? [`${label}: ${labels.join(" or ")}`] : [];
    });
    return said.join("; ") || "none";
  }

  /**
   * Write what was searched and found.
   * @param {Archive} archive
   * @param {Partial<State>} state
   * @param {Answer} answer
   * @param {string} today the day of reading, in words
   */
  cite.record = function (archive, state, answer, today) {
    const search = globalThis.roundupSearch;
    const { name, address, date } = cite.archive;
    const { issues, items, digest } = archive;
    const done = answer.notes.map((note) => search.notice(note, answer.total > 0, () => undefined).textContent);
    const place = `search.html${search.writeState({ sort: state.sort, verbatim: Boolean(state.verbatim), q: state.q ?? "", filters: state.filters ?? {}, show: 0 })}`;
    const span = [issues[0], issues[issues.length - 1]].map((issue) => issue?.date ?? "").join(" to ");
    const lines = [
      ["Database", [name, address].filter(Boolean).join(", ")],
      ["Searched through", "the archive’s own search page"],
      ["State of the archive", [date, `index ${digest}`, entries(items), span].filter(Boolean).join(", ")],
      ["Date of the search", today],
      ["Query", state.q?.trim() || "none"],
      ["What was done with it", done.join(" ") || "entries with all of the words, each in any of its forms, also in the names they are filed under"],
      ["Limits", limits(archive, state)],
      ["Found", entries(answer.total)],
      ["Address", address ? `${address}/${place}` : place],
    ];
    return lines.map(([label, words]) => `${label}: ${words}\n`).join("");
  };
})((globalThis.roundupCite ??= /** @type {RoundupCite} */ ({})));
