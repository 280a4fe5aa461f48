// @ts-check
// What is shown of an item.

(function (search) {
  "use strict";

  /**
   * @param {Archive} archive
   * @param {number} item
   * @param {CardRow} row
   * @returns {Card}
   */
  search.card = function (archive, item, row) {
    const [slug, title, text, fragment, target, archived, closes, contains, note] = row;
    const issue = archive.issues[archive.issueOf[item]];
    /** @param {string} key */
    const labels = (key) => {
      const facet = archive.facets.find((one) => one.key === key);
      return facet ? facet.direct[facet.setOf[item]].map((value) => facet.values[value].label) : [];
    };
    return {
      id: `${issue.id}/${slug}`,
      title,
      text,
      address: `${issue.page}#${fragment || ["item", issue.id, slug].join("-")}`,
      date: issue.date,
      kind: labels("kind").join(", "),
      sources: labels("source"),
      topics: labels("topic"),
      target: safe(target),
      archived: safe(archived),
      closes: closes ?? "",
      contains: contains ?? "",
      note: note ?? "",
    };
  };

  /**
   * Return a web address, and nothing for what would run instead of open.
   * @param {string | undefined} address
   */
  function safe(address = "") {
    return /^https?:\/\//i.test(address) ? address : "";
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
