// @ts-check
// Writes references as ready text: Harvard and APA 7; citations/styles.py does it for pages.

(function (cite) {
  "use strict";

  const MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
  ];

  /** @param {string} text */
  const ended = (text) => (/[.?!]$/.test(text) ? text : `${text}.`);

  /** @param {Reference} one */
  const isEntry = ({ type }) => type === cite.ENTRY;

  /**
   * @param {Reference} one
   * @param {string} [accessed] the day of reading, in words
   * @returns {Words[]}
   */
  function harvard(one, accessed = "day month year") {
    const [year = "no date", month, day] = one.date;
    /** @type {Words[]} */
    const words = [];
    if (isEntry(one)) {
      if (one.container) words.push([one.container, true], [` (${year}) ‘${one.title}’`, false]);
      else words.push([`‘${one.title}’ (${year})`, false]);
      words.push([`, ${[...(day ? [day] : []), MONTHS[month - 1]].join(" ")}`, false]);
    } else {
      words.push([one.title, true], [` (${year})`, false]);
      words.push([[one.genre, one.publisher].filter(Boolean).map((said) => `. ${said}`).join(""), false]);
    }
    words.push([".", false]);
    if (one.address) words.push([` Available at: ${one.address} (Accessed: ${accessed}).`, false]);
    return words;
  }

  /**
   * @param {Reference} one
   * @returns {Words[]}
   */
  function apa(one) {
    const [year, month, day] = one.date;
    const days = [MONTHS[month - 1], ...(day ? [day] : [])].join(" ");
    const date = year ? `(${year}, ${days}).` : "(n.d.).";
    const stop = ended(one.title).slice(one.title.length);
    /** @type {Words[]} */
    let words = [[one.title, true], [`${stop} ${date}`, false]];
    if (isEntry(one)) words = [[`${ended(one.title)} ${date}`, false]];
    else if (one.publisher) words = [[`${ended(one.publisher)} ${date} `, false], [one.title, true], [stop, false]];
    if (one.genre) words.push([` [${one.genre}].`, false]);
    if (one.container) words.push([" ", false], [one.container, true], [".", false]);
    if (one.place) words.push([` ${one.archive} (${one.place}).`, false]);
    if (one.address) words.push([` ${one.address}`, false]);
    return words;
  }

  cite.styles = { Harvard: harvard, "APA 7": apa };
  cite.plain = (words) => words.map(([text]) => text).join("");
})((globalThis.roundupCite ??= /** @type {RoundupCite} */ ({})));
