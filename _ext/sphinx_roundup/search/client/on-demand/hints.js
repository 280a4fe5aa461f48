// @ts-check
// What is said besides an answer: where help is, the page and feed of a topic that was searched
// for, ways on where nothing was found, and on paper what was printed. Loaded after an answer.

(function (search) {
  "use strict";

  const { element, button, counted } = search;
  /** So many topics are called near; so alike their words must be to those typed. */
  const NEAR = 5;
  const ALIKE = 0.6;

  /** @param {string} text */
  const folded = (text) => ` ${search.words(text).join(" ")} `;

  // ---- help ------------------------------------------------------------------------------

  /**
   * Tell whether a text asks for help: “abused” does, “abuse” is a subject. Nowhere is that kept.
   * @param {string} q
   */
  search.asksForHelp = (q) => search.advice.help.some((words) => folded(q).includes(folded(words)));

  /**
   * @param {string} root
   * @param {string} q
   */
  function help(root, q) {
    if (!search.asksForHelp(q)) return [];
    const link = element("a", { href: `${root}get-help.html` }, "Get help");
    return [element("p", { class: "search-help" }, "If this is about you, or somebody you know: ", link, " lists services that listen.")];
  }

  // ---- related words ---------------------------------------------------------------------

  /** @param {string} text */
  const stemmed = (text) => ` ${search.words(text).map(search.stem).join(" ")} `;

  /**
   * List the words that an editor holds for related to those of a text, without those it has.
   * @param {string} q
   */
  search.relatedTo = function (q) {
    const typed = stemmed(q);
    const rows = Object.entries(search.advice.related).filter(([word]) => typed.includes(stemmed(word)));
    return [...new Set(rows.flatMap(([, also]) => also))].filter((one) => !typed.includes(stemmed(one)));
  };

  /**
   * Offer related words, each with what it finds; they are never searched for by themselves.
   * @param {SearchPage} page
   */
  async function alsoTry({ engine, state, go }) {
    const words = search.relatedTo(state.q).slice(0, NEAR);
    const found = await Promise.all(words.map((q) => engine.query({ q, filters: state.filters, limit: 1 })));
    const offers = words.flatMap((q, at) => (found[at].total ? [button(`${q} (${found[at].total.toLocaleString(search.language)})`, () => void go({ q }))] : []));
    const between = offers.flatMap((offer, at) => (at ? [", ", offer] : [offer]));
    return offers.length ? [element("p", {}, "Also try: ", ...between, ".")] : [];
  }

  // ---- a search that is a topic ----------------------------------------------------------

  /**
   * Find the value that a search as a whole is: its only filter, or its name typed.
   * @param {Archive} archive
   * @param {State} state
   * @returns {{facet: Facet, value: Value} | null}
   */
  search.valueOf = function ({ facets }, { q, filters }) {
    const chosen = facets.flatMap((facet) => (filters[facet.key] ?? []).map((slug) => ({ facet, slug })));
    const [only] = chosen;
    const typed = search.words(q).join(" ");
    if (chosen.length > 1 || (only && typed)) return null;
    const named = facets.filter(({ key }) => search.advice.pages[key]).flatMap((facet) => facet.values.map((value) => ({ facet, value })));
    return (
      named.find(({ facet, value }) =>
        only ? facet === only.facet && value.slug === only.slug : typed && !value.group && search.words(value.label).join(" ") === typed,
      ) ?? null
    );
  };

  /**
   * @param {string} root
   * @param {Archive} archive
   * @param {State} state
   */
  function itsPage(root, archive, state) {
    const found = search.valueOf(archive, state);
    if (!found) return [];
    const { facet, value } = found;
    const page = `${search.advice.pages[facet.key]}/${value.slug}`;
    const has = search.advice.feeds[facet.key]?.includes(value.slug);
    const feed = element("a", { href: `${root}feeds/${page}.xml` }, "Atom feed");
    const follow = element("a", { href: `${root}follow.html` }, "how to follow");
    const own = element("a", { href: `${root}${page}.html` }, value.label);
    const ways = has ? [". New entries: ", feed, " (", follow, ")."] : ["."];
    return [element("p", {}, `${facet.label} with a page of its own: `, own, ...ways)];
  }

  // ---- nothing found ---------------------------------------------------------------------

  /**
   * Tell how alike two words are, by the pairs of letters that they share.
   * @param {string} one
   * @param {string} other
   */
  function alike(one, other) {
    if (search.stem(one) === search.stem(other)) return 1;
    const pairs = (/** @type {string} */ word) => Array.from({ length: word.length - 1 }, (_, at) => word.slice(at, at + 2));
    const [ours, theirs] = [pairs(one), pairs(other)];
    const shared = ours.filter((pair) => theirs.includes(pair)).length;
    return (2 * shared) / Math.max(1, ours.length + theirs.length);
  }

  /**
   * List the topics whose names are most like the words of a text.
   * @param {Archive} archive
   * @param {string} q
   * @returns {{value: Value, at: number}[]}
   */
  search.nearTopics = function ({ facets, small }, q) {
    const typed = search.words(q).filter((word) => word.length > 2 && !small.has(word));
    const values = facets.find(({ key }) => key === "topic")?.values ?? [];
    const ranked = values.filter(({ group }) => !group).map((value) => {
      const names = [value.label, ...(value.names ?? []), ...(value.terms ?? [])].flatMap(search.words);
      const long = names.filter((word) => word.length > 2 && !small.has(word));
      const near = Math.max(0, ...typed.flatMap((word) => long.map((name) => alike(word, name))));
      return { value, at: values.indexOf(value), near };
    });
    // Beside a topic that has the very word, one that has a word like it is no help.
    const least = Math.max(ALIKE, ...ranked.map(({ near }) => near - 0.2));
    return ranked
      .filter(({ near }) => near >= least)
      .sort((a, b) => b.near - a.near || a.at - b.at)
      .slice(0, NEAR);
  };

  /**
   * Write a text without the signs that make it strict.
   * @param {string} q
   */
  const relaxed = (q) => q.replace(/["\u201c-\u201f()]/g, " ").replace(/(?:^|\s)(?:AND|OR|NOT)(?=\s|$)/g, " ").replace(/(?<=^|\s)\p{L}+:(?=\S)/gu, "").replace(/\s+/g, " ").trim();

  /**
   * @param {SearchPage} page
   * @param {ShownAnswer} shown
   */
  async function waysOn({ engine, state, go, root }, { archive, answer }) {
    if (answer.unfiltered) return withoutFilters(answer, state, archive, go);
    const { q, filters } = state;
    const loose = relaxed(q);
    const [without, all] = await Promise.all([
      loose && loose !== q.trim() ? engine.query({ q: loose, filters, limit: 1 }) : null,
      engine.query({ filters, limit: 1 }),
    ]);
    const items = [];
    if (without?.total) items.push(button(`the same words without quotation marks, AND, OR, NOT and fields: ${counted(without.total)}`, () => void go({ q: loose })));
    const near = search.nearTopics(archive, q).filter(({ at }) => all.counts.topic[at]);
    const topics = near.map(({ value, at }) =>
      button(`${value.label}: ${counted(all.counts.topic[at])}`, () => void go({ q: "", filters: search.without(filters, "topic", [value.slug]) })),
    );
    const browse = element("a", { href: `${root}topics/index.html` }, "browse the topics");
    const list = element("ul", {}, ...items.map((item) => element("li", {}, item)));
    for (const what of ["check the spelling", "use fewer words, or a more general one", "write out an abbreviation in full", browse]) list.append(element("li", {}, what));
    const nearest = topics.length ? [element("p", {}, "Nearest topics:"), element("ul", {}, ...topics.map((topic) => element("li", {}, topic)))] : [];
    return [...nearest, element("p", {}, "You can:"), list];
  }

  /**
   * @param {Answer} answer
   * @param {State} state
   * @param {Archive} archive
   * @param {SearchPage["go"]} go
   */
  function withoutFilters(answer, state, archive, go) {
    const choices = archive.facets
      .filter(({ key }) => answer.without[key])
      .map((facet) => {
        const text = `Without the filter on ${facet.label.toLowerCase()}: ${counted(answer.without[facet.key])}`;
        return element("li", {}, button(text, () => void go({ filters: search.without(state.filters, facet.key) })));
      });
    const all = button(`Clear all filters: ${counted(answer.unfiltered)}`, () => void go({ filters: {} }));
    return [
      element("p", {}, "Your words are in the archive, but not with these filters."),
      element("ul", {}, ...choices, element("li", {}, all)),
    ];
  }

  // ---- on paper --------------------------------------------------------------------------

  /**
   * @param {SearchPage} page
   * @param {ShownAnswer} shown
   */
  function printed({ state, parts }, { archive, answer, hits }) {
    const limits = [...parts.chips.querySelectorAll(".search-chip")].map((chip) => chip.textContent);
    const order = parts.sort.selectedOptions[0]?.textContent?.toLowerCase();
    const known = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href.split(/[?#]/)[0];
    const made = [search.advice.date, `index ${archive.digest}`, counted(archive.items)].filter(Boolean).join(", ");
    const said = [
      `Printed: ${hits.length} of ${counted(answer.total)}, ${order}.`,
      limits.length ? `Filters: ${limits.join("; ")}.` : "",
      `State of the archive: ${made}.`,
      /^https?:/.test(known) ? known + search.writeState({ ...state, show: 0 }) : "",
    ];
    return element("p", { class: "search-printed" }, said.filter(Boolean).join(" "));
  }

  searchShard("hints", function (/** @type {SearchPage} */ page) {
    const place = page.parts.hints;
    let turn = 0;

    /** @param {ShownAnswer} shown */
    async function show(shown) {
      const mine = ++turn;
      const { root, state } = page;
      const [also, further] = await Promise.all([alsoTry(page), shown.answer.total ? [] : waysOn(page, shown)]);
      if (mine !== turn) return;
      const told = element("div", {}, ...help(root, state.q), ...also, ...itsPage(root, shown.archive, state), ...further);
      // What is the same is left alone: a screen reader would say it again.
      if (place.firstElementChild?.textContent !== told.textContent) place.replaceChildren(told);
      page.parts.printed.replaceChildren(printed(page, shown));
    }

    page.listeners.push((shown) => void show(shown));
    if (page.last) void show(page.last);
  });
})(globalThis.roundupSearch);
