// @ts-check
// A pack in words: a link that is read, the text of a mail, a file of Markdown.

(function (pack) {
  "use strict";

  /** Write a pack as the end of a link, after the #, which no server is told; an issue is named once in a row. */
  pack.inLink = function ({ entries, title, note }) {
    const names = entries.map((id, at) => {
      const [issue, slug] = id.split("/");
      return entries[at - 1]?.startsWith(`${issue}/`) ? slug : id;
    });
    const said = Object.entries({ title, note }).filter(([, words]) => words);
    return ["#" + names, ...said.map(([key, words]) => `${key}=${inAddress(words)}`)].join("&");
  };

  /** @param {string} words without signs at which a program that finds links in a text may end one */
  const inAddress = (words) => encodeURIComponent(words).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);

  /** Read the end of a link, as pack.inLink writes it; a slug alone is of the issue before. */
  pack.readLink = function (hash) {
    const [names, ...said] = hash.replace(/^#/, "").split("&");
    if (!names) return null;
    let issue = "";
    const entries = plain(names).split(",").map((name) => {
      const [before, slug] = name.includes("/") ? name.split("/") : [issue, name];
      issue = before;
      return `${before}/${slug}`;
    });
    const read = pack.clean({ ...Object.fromEntries(new URLSearchParams(said.join("&"))), entries });
    if (pack.ids(entries).length > pack.MOST) read.cut = true;
    return read.entries.length ? read : null;
  };

  /** @param {string} text some mail programs write signs of addresses otherwise */
  function plain(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  /** Say of an entry what its card says, with a public address where the archive has one. */
  pack.told = function (hit, site) {
    /** @param {string} where */
    const said = (where) => hit.facts.filter(({ place }) => place === where).map(({ words }) => words);
    return {
      title: hit.title,
      facts: [...said("fact"), hit.date].join(" · "),
      before: said("notice"),
      words: hit.text.split("\n").filter(Boolean),
      after: said("note"),
      leads: [["Read at", hit.target], ["Archived copy at", hit.archived]].filter(([, address]) => address),
      address: site && site + hit.address,
    };
  };

  /** How long somebody reads, at 200 words a minute. */
  pack.minutes = (told) => Math.ceil(told.flatMap(({ words }) => words).join(" ").split(/\s+/).length / 200);

  const titled = (/** @type {Pack} */ { title }) => title || "Reading pack";

  /** @param {InWords} one */
  const lines = ({ facts, before, words, after, leads }) =>
    [facts, ...before, ...words, ...after, ...leads.map((lead) => lead.join(" "))];

  pack.mail = function (own, told, link) {
    const entries = told.map((one, at) =>
      [`${at + 1}. ${one.title}`, ...lines(one), ...(one.address ? [one.address] : [])].join("\n"),
    );
    const head = [titled(own), ...(own.note ? [own.note] : [])];
    return [...head, ...entries, `This reading pack on one page:\n${link}`, ""].join("\n\n").trimEnd() + "\n";
  };

  /** @param {string} text what stands for itself in Markdown, whatever signs it has */
  const escaped = (text) =>
    text.replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]<>#|~&$]/g, "\\$&").replace(/^(\d+)([.)])/, "$1\\$2").replace(/^[-+=]/, "\\$&");

  pack.markdown = function (own, told, link) {
    const entries = told.flatMap((one) => [
      one.address ? `## [${escaped(one.title)}](<${one.address}>)` : `## ${escaped(one.title)}`,
      ...lines(one).map(escaped),
    ]);
    const note = own.note.split("\n").filter((line) => line.trim()).map(escaped);
    return [`# ${escaped(titled(own))}`, ...note, ...entries, `[This reading pack on one page](<${link}>)`].join("\n\n") + "\n";
  };

  /** A name for files: the title in letters that every system takes. */
  pack.fileName = (own) =>
    titled(own).normalize("NFD").replace(/[^\w\s-]/g, "").trim().replace(/[\s_]+/g, "-").toLowerCase().slice(0, 60) || "reading-pack";
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})));
