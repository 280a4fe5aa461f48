// @ts-check
// Writes references as RIS, BibTeX and CSL-JSON, and entries as CSV. RIS is in files, too: citations/formats.py.

(function (cite) {
  "use strict";

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const TEX_NAMES = new Map([
    ["\\", "backslash"], ["{", "braceleft"], ["}", "braceright"], ["~", "asciitilde"], ["^", "asciicircum"],
  ]);
  const ADDRESS = new Map([["{", "%7B"], ["}", "%7D"], ["\\", "%5C"], [" ", "%20"], ["|", "%7C"]]);

  /** What a value is called in CSL-JSON, RIS and BibTeX. @type {[keyof Reference, string, string, string][]} */
  const FIELDS = [
    ["title", "title", "TI", "title"],
    ["container", "container-title", "T2", "journal"],
    ["publisher", "publisher", "PB", "publisher"],
    ["genre", "genre", "M3", "type"],
    ["language", "language", "LA", "language"],
    ["archive", "archive", "DB", ""],
    ["place", "archive_location", "AN", ""],
    ["note", "note", "N1", "note"],
    ["address", "URL", "UR", "url"],
  ];

  /** @param {number} number */
  const padded = (number) => String(number).padStart(2, "0");

  /** @param {string} text */
  const inTex = (text) =>
    text.replace(/[\\{}~^&%$#_]/g, (sign) => (TEX_NAMES.has(sign) ? `{\\text${TEX_NAMES.get(sign)}}` : `\\${sign}`));

  /** @param {Reference} one */
  function ris(one) {
    const lines = [["TY", one.type.ris], ...FIELDS.map(([name, , tag]) => [tag, one[name]])];
    if (one.date.length) {
      const [year, month = "", day = ""] = [one.date[0], ...one.date.slice(1).map(padded)];
      lines.push(["PY", String(year)], ["DA", `${year}/${month}/${day}/`]);
    }
    lines.push(...one.keywords.map((word) => ["KW", word]));
    const written = lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${String(value).replace(/ {2,}-/g, " -")}\n`);
    return `${written.join("")}ER  - \n`;
  }

  /**
   * @param {string} name
   * @param {string} value
   */
  function braced(name, value) {
    if (name === "url") return `{${value.replace(/[{}\\ |]/g, (sign) => ADDRESS.get(sign) ?? sign)}}`;
    const text = inTex(value);
    return ["title", "journal", "publisher"].includes(name) ? `{{${text}}}` : `{${text}}`;
  }

  /** @param {Reference} one */
  function bibtex(one) {
    const written = FIELDS.filter(([name, , , field]) => field && one[name]).map(
      ([name, , , field]) => [field, braced(field, /** @type {string} */ (one[name]))],
    );
    const [year, month, day] = one.date;
    if (year) written.push(["year", `{${year}}`]);
    if (month) written.push(["month", MONTHS[month - 1]]);
    if (day) written.push(["day", `{${day}}`]);
    const words = one.keywords.map((word) => word.replace(/,\s*/g, " / "));
    if (words.length) written.push(["keywords", `{${inTex(words.join(", "))}}`]);
    const body = written.map(([name, value]) => `,\n  ${name} = ${value}`).join("");
    return `@${one.type.bibtex}{${one.id}${body}\n}\n`;
  }

  /** @param {Reference} one */
  function csl(one) {
    /** @type {Record<string, unknown>} */
    const data = { id: one.id, type: one.type.csl };
    for (const [name, field] of FIELDS) if (one[name]) data[field] = one[name];
    if (one.date.length) data.issued = { "date-parts": [one.date] };
    if (one.keywords.length) data.keyword = one.keywords.join("; ");
    return JSON.stringify(data);
  }

  /** @param {string} text */
  function cell(text) {
    // An apostrophe keeps a spreadsheet from taking it for a formula: see data/csv_text.py.
    const guarded = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
  }

  /**
   * @param {Hit} hit
   * @param {Archive} archive
   */
  function row(hit, archive) {
    const [entry] = cite.references(hit, archive);
    /** @param {string} key */
    const slugs = (key) => cite.values(hit, archive, key).map(({ slug }) => slug).join("|");
    const month = entry.date.slice(0, 2).map(padded).join("-");
    const issue = archive.issues[archive.issueOf[hit.item]].id;
    const { id, title, text, address } = hit;
    /** @type {Record<string, string>} */
    const cells = { id, issue, month, title, text, address: entry.address || address };
    Object.assign(cells, { kind: slugs("kind"), sources: slugs("source"), topics: slugs("topic") });
    return cite.archive.columns.map((name) => cell(cells[name])).join(",");
  }

  /**
   * @param {Asked} found
   * @returns {Reference[]} that of the issue, where all of it was asked for; then those of the entries
   */
  const every = ({ hits, archive, issue }) => [
    ...(issue ? [cite.issue(issue)] : []),
    ...hits.flatMap((hit) => cite.references(hit, archive)),
  ];

  cite.formats = {
    ris: { label: "RIS", type: "application/x-research-info-systems", text: (found) => every(found).map(ris).join("\n") },
    bib: { label: "BibTeX", type: "application/x-bibtex", text: (found) => every(found).map(bibtex).join("\n") },
    "csl.json": {
      label: "CSL-JSON",
      type: "application/vnd.citationstyles.csl+json",
      text: (found) => `[\n${every(found).map(csl).join(",\n")}\n]\n`,
    },
    csv: {
      label: "CSV",
      type: "text/csv",
      text: ({ hits, archive }) => [cite.archive.columns.join(","), ...hits.map((hit) => row(hit, archive)), ""].join("\r\n"),
    },
    txt: {
      label: "Plain list",
      type: "text/plain",
      text: (found, accessed) => every(found).map((one) => `${cite.plain(cite.styles.Harvard(one, accessed))}\n`).join("\n"),
    },
  };
})((globalThis.roundupCite ??= /** @type {RoundupCite} */ ({})));
