// @ts-check
// The text of entries as a file of inbox/ has it, its name, and where it can be proposed.

(function (entry) {
  "use strict";

  const { table, filled } = entry;
  const LONGEST = 8000; // letters of an address: GitHub refuses more than 8,191
  const SHORT = 3; // words of so many letters, such as “the”, are left out of an id

  /** @param {string} text */
  const oneLine = (text) => text.split(/\s+/).filter(Boolean).join(" ");

  /**
   * An id of the longer words of a title, as “roundup add” makes it.
   * @param {string} title
   */
  function idOf(title) {
    const plain = entry.fold(title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "")); // eslint-disable-line no-control-regex -- all that is not ASCII
    const words = plain.match(/[a-z0-9]+/g) ?? [];
    const longer = words.filter((word) => word.length > SHORT);
    const chosen = (longer.length ? longer : words).slice(0, 3).join("-") || "item";
    return /^[a-z]/.test(chosen) ? chosen : `item-${chosen}`;
  }

  /**
   * An entry as an editor would write it.
   * @param {any} one
   */
  function itemText(one) {
    const lines = [`:::{item} ${oneLine(one.title)}`.trimEnd()];
    for (const field of table.fields) {
      const values = one.fields[field.name] ?? [];
      if (values.length) lines.push(`:${field.name}: ${oneLine(values.join(", "))}`);
    }
    // Colons that begin a line would close the entry.
    const words = one.words.trim().replace(/^(\s*):::/gm, "$1\\:::");
    return [...lines, "", words, ":::"].join("\n");
  }

  /**
   * The whole file: entries below their headings, in the order in which these come first.
   * @param {string} issue
   * @param {any[]} entries
   */
  function fileText(issue, entries) {
    /** @type {Map<string, any[]>} */
    const below = new Map();
    for (const one of entries) {
      const heading = oneLine(one.heading);
      below.set(heading, [...(below.get(heading) ?? []), one]);
    }
    const parts = issue ? [`---\nissue: ${issue}\n---`] : [];
    for (const [heading, ones] of below) parts.push(...(heading ? [`## ${heading}`] : []), ...ones.map(itemText));
    return `${parts.join("\n\n")}\n`;
  }

  /**
   * A digest of a text: two proposals never have the same name, unless they are the same.
   * @param {string} text
   */
  function digest(text) {
    let a = 0xdeadbeef;
    let b = 0x41c6ce57;
    for (const byte of new TextEncoder().encode(text)) {
      a = Math.imul(a ^ byte, 2654435761);
      b = Math.imul(b ^ byte, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return [b, a].map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
  }

  /**
   * The name of the file: of its issue and a digest, and no word of its own.
   * @param {string} issue
   * @param {string} text
   */
  const fileName = (issue, text) => `${(issue || "entry").toLowerCase()}-${digest(text)}.md`;

  /**
   * Where a forge makes a file, filled in as far as it can be.
   * @param {string} address
   * @param {string} name
   * @param {string} text
   * @returns {{ href: string, isFilled: boolean, isLong: boolean }}
   */
  function newFile(address, name, text) {
    const words = { path: encodeURIComponent(`${table.folder}/${name}`), text: encodeURIComponent(text) };
    const whole = filled(address, words);
    if (whole.length <= LONGEST) return { href: whole, isFilled: address.includes("{text}"), isLong: false };
    return { href: filled(address.replace(/&[a-z]+=\{text\}/, ""), words), isFilled: false, isLong: true };
  }

  Object.assign(entry, { idOf, fileText, fileName, newFile });
})(globalThis.roundupEntry);
