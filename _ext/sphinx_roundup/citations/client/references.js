// @ts-check
// Makes references of what results show of entries; citations/references.py does it for files.

(function (cite) {
  "use strict";

  const LINE_ENDS = /[\t\n\v\f\r\x85\u2028\u2029]+/g;
  const NOT_TEXT = /[\p{Cc}\ufffe\uffff]/gu;
  /** Stands in a row before the documents that were found, where the number of a slot does. */
  const DOCUMENTS = -1;

  cite.ENTRY = { csl: "article-magazine", ris: "MGZN", bibtex: "article" };
  const ISSUE = { csl: "report", ris: "RPRT", bibtex: "misc" };
  const PAGE = { csl: "webpage", ris: "ELEC", bibtex: "misc" };

  /** @param {string} text */
  const oneLine = (text) => text.replace(LINE_ENDS, " ").replace(NOT_TEXT, "").replace(/^ +| +$/g, "");

  /** @param {string} issue its id */
  const masthead = (issue) => oneLine(cite.archive.mastheads[issue] ?? cite.archive.masthead);

  /** @param {string} issue its id */
  const dateOf = (issue) => cite.archive.dates[issue] ?? issue.split("-").map(Number);

  /**
   * Make the reference of a whole issue.
   * @param {Issue} issue
   * @returns {Reference}
   */
  cite.issue = function ({ id, date, page }) {
    const { address, name, language } = cite.archive;
    return reference(`roundup-${id}`, ISSUE, [masthead(id), oneLine(date)].filter(Boolean).join(": "), {
      date: dateOf(id),
      address: address && `${address}/${page}`,
      genre: "Newsletter",
      archive: oneLine(name),
      place: id,
      language,
    });
  };

  /**
   * Make the references of an entry: its own, then those of the documents that were found for it.
   * @param {Hit} hit
   * @param {Archive} archive
   * @returns {Reference[]}
   */
  cite.references = function (hit, archive) {
    const { address, name, language } = cite.archive;
    const issue = archive.issues[archive.issueOf[hit.item]].id;
    const [, title, , , , , ...own] = hit.row;
    const stated = new Map(own);
    const key = `roundup-${hit.id.replace("/", "-")}`;
    const entry = reference(key, cite.ENTRY, oneLine(title), {
      container: masthead(issue),
      date: dateOf(issue),
      address: address && `${address}/${hit.address}`,
      keywords: cite.values(hit, archive, "topic").map(({ label }) => oneLine(label)),
      genre: "Digest entry",
      archive: oneLine(name),
      place: hit.id,
      language,
      note: oneLine(lead(hit, archive, stated)),
    });
    /** @type {FoundRow[]} */
    const found = stated.get(DOCUMENTS) ?? [];
    return [entry, ...found.map((row) => documentOf(key, row))];
  };

  /**
   * @param {string} key
   * @param {FoundRow} row
   */
  function documentOf(key, [number, title, publisher, address, note, date = ""]) {
    const days = date ? date.split("-").map(Number) : [];
    return reference(`${key}-link-${number}`, PAGE, title, { publisher, address, note, date: days });
  }

  /**
   * @param {string} id
   * @param {ReferenceType} type
   * @param {string} title
   * @param {Partial<Reference>} more
   * @returns {Reference}
   */
  function reference(id, type, title, more) {
    const empty = { container: "", publisher: "", genre: "", language: "", archive: "", place: "", note: "", address: "" };
    return { id, type, title, date: [], keywords: [], ...empty, ...more };
  }

  /**
   * @param {Hit} hit
   * @param {Archive} archive
   * @param {string} key of a facet
   * @returns {Value[]} what the entry has of it
   */
  cite.values = function ({ item }, archive, key) {
    const facet = archive.facets.find((one) => one.key === key);
    return facet ? facet.direct[facet.setOf[item]].map((value) => facet.values[value]) : [];
  };

  /**
   * Say what is known of what an entry points to, and what is not recorded.
   * @param {Hit} hit
   * @param {Archive} archive
   * @param {Map<number, any>} stated
   */
  function lead(hit, archive, stated) {
    const [kind] = cite.values(hit, archive, "kind");
    // A source that is known by a short name has its full name first among its names.
    const sources = cite.values(hit, archive, "source").map(({ label, names = [] }) => names[0] ?? label);
    const published = stated.get(archive.says.findIndex(({ field, place }) => field === "published" && place === "fact"));
    const parts = [
      "The title is the archive’s",
      kind && `It points to: ${kind.label}`,
      `Publisher: ${sources.join(", ") || "not stated"}`,
      published ?? "Date of publication: not recorded",
      `Address: ${hit.target || hit.archived || "not recorded"}`,
    ];
    return parts.filter(Boolean).map((part) => `${part}. `).join("").trim();
  }
})((globalThis.roundupCite ??= /** @type {RoundupCite} */ ({})));
