// @ts-check
// Judge an entry as the check does. What is said, and the patterns, are Python's: see html/entry_form.

(function (entry) {
  "use strict";

  const { table, filled, pattern, is, near, didYouMean, fold } = entry;
  const GOES_ON = "\0";
  const SLIPS = table.slips.map((/** @type {any[]} */ [looks, what, hint, inLinks, isLink, isAddress]) => (
    { looks: pattern(looks), what, hint, inLinks, isLink, isAddress }
  ));
  const LINES = table.lines.map((/** @type {any[]} */ [looks, subtype, message, hint]) => ({ looks: pattern(looks), subtype, message, hint }));
  const UNSEEN = new RegExp(table.patterns.unseen.source, "gu");
  const MARKED = pattern(table.patterns.markedField);

  /**
   * @param {string} field
   * @param {string} rule
   * @param {Record<string, any>} [words]
   * @param {string} [hint] in place of the rule's
   */
  function broken(field, rule, words = {}, hint) {
    const [subtype, message, mend, inForm] = table.said[rule];
    return { field, subtype, message: filled(message, words), hint: hint ?? filled(mend, words), inForm: hint ?? filled(inForm || mend, words) };
  }

  /** @param {string[]} words @param {string} otherwise */
  const meant = (words, otherwise) => didYouMean(words) || otherwise;

  /** @param {any} one */
  function* judgeTitle(one) {
    const words = one.title.split(/\s+/).filter(Boolean).length;
    if (!words) yield broken("title", "missing-title");
    else if (words > table.most.title) yield broken("title", "long-title", { count: words, most: table.most.title });
    if (MARKED.test(one.title)) yield broken("title", "marked-field", { name: "title" });
  }

  /** @param {any} field @param {string[]} values */
  function* judgeClosed(field, values) {
    const known = Object.keys(field.choices);
    for (const text of values.filter((word) => !(word in field.choices))) {
      const hint = meant(near(text, known), `Use one of ${known.join(", ")}.`);
      const rule = field.name === "kind" ? "unknown-kind" : "unknown-value";
      yield broken(field.name, rule, { text, name: field.name.replaceAll("-", " ") }, hint);
    }
  }

  /** @param {string[]} values */
  function* judgeTopics(values) {
    for (const text of values) {
      const topic = table.topics[text];
      if (!topic) {
        const hint = meant(near(text, Object.keys(table.topics)), "See topics/ for those there are.");
        yield broken("topics", "unknown-topic", { text }, hint);
      } else if (topic[1]) yield broken("topics", "group-topic", { text });
    }
  }

  /** @param {string[]} values */
  function* judgeSources(values) {
    const none = table.notStated;
    if (values.length === 1 && values[0] === none) return;
    for (const text of values) {
      if (text === none) yield broken("source", "stated-beside", { text });
      else if (!(text in table.sources)) {
        const known = [...Object.keys(table.sources), none];
        yield broken("source", "unknown-source", { text }, meant(near(text, known), `Add it to sources.yml, or write ${none}.`));
      }
    }
  }

  /** @param {string} text */
  function isDay(text) {
    if (!is.day.test(text) || text.startsWith("0000")) return false;
    const day = new Date(`${text}T00:00:00Z`);
    return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
  }

  /** @param {any} field @param {string[]} values */
  function* judgeField(field, values) {
    const text = values.join(", ");
    if (!values.length) {
      if (field.required) yield broken(field.name, "missing-field", { name: field.name, example: field.example });
    } else if (field.type === "closed") yield* judgeClosed(field, values);
    else if (field.type === "topics") yield* judgeTopics(values);
    else if (field.type === "sources") yield* judgeSources(values);
    else if (field.type === "date" && !isDay(text)) yield broken(field.name, "bad-date", { text });
    else if (field.type === "id" && !is.slug.test(text)) yield broken(field.name, "bad-id", { text });
  }

  /** @param {any} one */
  function* judgeHeading(one) {
    const heading = one.heading.split(/\s+/).filter(Boolean).join(" ");
    if (!heading) {
      yield broken("heading", "no-heading", { title: one.title.slice(0, 80) });
      return;
    }
    if (fold(heading) in table.topicNames) return;
    const titles = new Map(Object.values(table.topics).map((/** @type {any} */ [title]) => [fold(title), title]));
    const like = near(fold(heading), [...titles.keys()], table.most.nearHeading);
    if (like.length) {
      const hint = `${didYouMean(like.map((name) => titles.get(name) ?? name))} If it is printed so, add it to that topic’s also-printed-as.`;
      yield broken("heading", "near-heading", { heading }, hint);
    } else if (!one.fields.topics?.length) {
      const example = Object.keys(table.topics).find((slug) => !table.topics[slug][1]) ?? "a-topic";
      yield broken("heading", "bare-heading", { heading, lines: "", example });
    }
  }

  /** @param {string} field @param {string} text */
  function* judgeLines(field, text) {
    for (const line of text.split("\n")) {
      const { line: most } = table.most;
      if ([...line].length > most) {
        const words = { count: [...line].length.toLocaleString("en-GB"), most: most.toLocaleString("en-GB") };
        yield { field, subtype: "too-large", message: filled(table.tooLong[0], words), hint: table.tooLong[1] };
        continue;
      }
      yield* unseenIn(field, line);
      const found = LINES.filter((/** @type {any} */ { looks }) => looks.test(line));
      const hasComment = found.some((/** @type {any} */ { subtype }) => subtype === "comment");
      for (const { looks, subtype, message, hint } of found) {
        const words = looks.exec(line)?.[0].trim() ?? "";
        // A comment looks like HTML, too.
        if (!(hasComment && message.includes("{found}"))) yield { field, subtype, message: filled(message, { found: words }), hint };
      }
    }
  }

  /** @param {string} field @param {string} line */
  function* unseenIn(field, line) {
    const seen = new Set();
    for (const found of line.matchAll(UNSEEN)) {
      if (seen.has(found[0])) continue;
      seen.add(found[0]);
      const at = found.index;
      const before = line.slice(0, at).replaceAll(UNSEEN, "").slice(-200).split(" ").slice(-3).join(" ");
      const after = line.slice(at + found[0].length).replaceAll(UNSEEN, "").slice(0, 200).split(" ").slice(0, 3).join(" ");
      const name = `U+${found[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}`;
      const words = { column: [...line.slice(0, at)].length + 1, around: before + after, name };
      yield { field, subtype: "hidden-character", message: filled(table.unseen[0], words), hint: table.unseen[1] };
    }
  }

  /** @param {any[]} nodes @returns {any[]} */
  const flat = (nodes) =>
    nodes.flatMap((node) => (node.nodes ? [{ type: `${node.type}-open` }, ...flat(node.nodes), { type: `${node.type}-close` }] : [node]));

  /**
   * The words of a paragraph: in a row as far as no markup parts them; a link's on their own.
   * @param {any[]} nodes
   * @param {"text" | "masked"} which
   */
  function rows(nodes, which) {
    const found = [];
    let text = "";
    let isLink = false;
    for (const node of flat(nodes)) {
      if (node.type === "text") text += node[which];
      else if (node.type === "break") text += "\n";
      else {
        found.push({ text, isLink });
        isLink = node.type === "link-open" || (isLink && node.type !== "link-close");
        text = text.endsWith("\n") ? "" : GOES_ON;
      }
    }
    return [...found, { text, isLink }];
  }

  /** @param {string} text @param {RegExpExecArray} found */
  function shown(text, found) {
    const end = found.index + found[0].length;
    const begin = Math.max(text.lastIndexOf("\n", found.index - 1) + 1, found.index - 20);
    const rest = /^[^\n]{0,30}/.exec(text.slice(end))?.[0].length ?? 0;
    return text.slice(begin, end + rest).replaceAll(GOES_ON, "").split(/\s+/).filter(Boolean).join(" ");
  }

  /** @param {{ text: string, isLink: boolean }[]} words */
  function slipsIn(words) {
    const told = [];
    let isLinkTold = false;
    for (const { looks, what, hint, inLinks, isLink, isAddress } of SLIPS) {
      if (isAddress && isLinkTold) continue; // its address explains itself
      for (const row of words) {
        const found = inLinks || !row.isLink ? looks.exec(row.text) : null;
        if (!found) continue;
        isLinkTold ||= isLink;
        told.push({ field: "words", subtype: "looks-unread", message: `${what}: “${shown(row.text, found)}”.`, hint });
        break; // one of a kind is enough for a paragraph
      }
    }
    return told;
  }

  /** @param {any} link */
  function* judgeLink({ href, nodes }) {
    if (!nodes.length) yield broken("words", "empty-link");
    if (!href || href === "#") return;
    const why = /^(?:https?|mailto|ftp):/i.test(href) ? entry.linkProblem(href) : "";
    if (why) yield broken("words", "bad-link", { why });
    else if (!/^(?:https?|mailto|ftp):/i.test(href)) yield broken("words", "no-address", { text: href.slice(0, 80) });
  }

  /** @param {any[]} nodes @returns {boolean} */
  const holdsCode = (nodes) => nodes.some((node) => node.type === "code" || holdsCode(node.nodes ?? []));

  /** @param {{ kind: string, text: string }} block */
  function* judgeBlock({ kind, text }) {
    if (kind === "heading") yield broken("words", "heading-inside");
    else if (kind !== "paragraph" && kind !== "bullet") yield broken("words", "item-markup", { what: `a ${kind}` });
    else {
      const nodes = entry.inline(text);
      if (holdsCode(nodes)) yield broken("words", "item-markup", { what: "words between backticks" });
      for (const link of entry.links(nodes)) yield* judgeLink(link);
      const told = slipsIn(rows(nodes, "text"));
      yield* told.length ? slipsIn(rows(nodes, "masked")) : [];
    }
  }

  /** @param {any} one */
  function* judgeWords(one) {
    const words = one.words.trim();
    if (!words) yield broken("words", "empty-item");
    yield* judgeLines("words", words);
    for (const block of entry.blocks(words)) yield* judgeBlock(block);
  }

  /**
   * Everything that is wrong with an entry: its field, what is wrong and how it is mended.
   * @param {{ title: string, heading: string, words: string, fields: Record<string, string[]> }} one
   */
  function judge(one) {
    const found = [...judgeHeading(one), ...judgeTitle(one), ...judgeLines("title", one.title), ...judgeLines("heading", one.heading)];
    for (const field of table.fields) found.push(...judgeField(field, one.fields[field.name] ?? []));
    return [...found, ...judgeWords(one)];
  }

  Object.assign(entry, { judge });
})(globalThis.roundupEntry);
