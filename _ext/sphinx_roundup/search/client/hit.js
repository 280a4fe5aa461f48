// @ts-check
// What is shown of an item.

(function (search) {
  "use strict";

  /**
   * @param {Archive} archive
   * @param {number} item
   * @param {HitRow} row
   * @returns {Hit}
   */
  search.hit = function (archive, item, row) {
    const [slug, title, text, fragment = "", target, archived, ...own] = row;
    const issue = archive.issues[archive.issueOf[item]];
    const stated = new Map(own);
    const facts = archive.says.map((slot, at) => ({ place: slot.place, words: worded(archive, item, slot, stated.get(at)) }));
    return {
      item,
      row,
      id: `${issue.id}/${slug}`,
      title,
      text,
      address: `${issue.page}#${fragment || ["item", issue.id, slug].join("-")}`,
      date: issue.date,
      facts: facts.filter(({ words }) => words),
      target: safe(target),
      archived: safe(archived),
    };
  };

  /**
   * Say where the title of an entry leads to, as on lists: its own page, where there are such.
   * @param {Hit} hit
   * @param {string} [pages] folder of the pages that entries have of their own, where they have any
   */
  search.placeOf = ({ id, address }, pages) => (pages ? `${pages}/${id}.html` : address);

  /**
   * @param {Archive} archive
   * @param {number} item
   * @param {Slot} slot
   * @param {string | string[] | undefined} own what the hit says itself: words, or values by their slugs
   */
  function worded(archive, item, slot, own) {
    if (!Array.isArray(own)) return own ?? said(archive, item, slot);
    const values = archive.facets.find(({ key }) => key === slot.facet)?.values ?? [];
    const labels = own.map((slug) => values.find((value) => value.slug === slug)?.label ?? slug);
    return labels.length ? `${slot.lead ?? ""} ${labels.join(", ")}`.trim() : (slot.unstated ?? "");
  }

  /**
   * Say what an item has of a facet.
   * @param {Archive} archive
   * @param {number} item
   * @param {Slot} slot
   * @returns {string} "" where it has nothing
   */
  function said(archive, item, { facet: key, lead = "", unstated = "" }) {
    const facet = archive.facets.find((one) => one.key === key);
    if (!facet?.ready) return "";
    const labels = facet.direct[facet.setOf[item]].map((value) => facet.values[value].label);
    return labels.length ? `${lead} ${labels.join(", ")}`.trim() : unstated;
  }

  /**
   * Return a web address, and nothing for what would run instead of open, or is no address at all:
   * it comes from a page that somebody wrote, and may not cost the other lines of a result.
   * @param {string | undefined} address
   */
  function safe(address = "") {
    try {
      return /^https?:$/.test(new URL(address).protocol) ? address : "";
    } catch {
      return "";
    }
  }
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
