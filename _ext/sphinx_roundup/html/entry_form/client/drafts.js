// @ts-check
// What was written stays on this device, so that a reload or a closed window loses nothing.

(function (entry) {
  "use strict";

  const PLACE = "roundup-entry-draft";

  /** @returns {{ issue: string, entries: any[] } | null} */
  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(PLACE) ?? "null");
      const isSound = found && typeof found.issue === "string" && Array.isArray(found.entries) && found.entries.every(isEntry);
      return isSound && found.entries.length ? found : null;
    } catch {
      return null;
    }
  }

  /** @param {any} one */
  const isEntry = (one) =>
    ["title", "heading", "words"].every((name) => typeof one?.[name] === "string") && typeof one.fields === "object" &&
    Object.values(one.fields).every((values) => Array.isArray(values) && values.every((word) => typeof word === "string"));

  /**
   * Keep a draft; tell whether it could be kept.
   * @param {{ issue: string, entries: any[] }} draft
   */
  function keep(draft) {
    try {
      localStorage.setItem(PLACE, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  function forget() {
    try {
      localStorage.removeItem(PLACE);
    } catch {
      // There is nothing that could have been kept.
    }
  }

  Object.assign(entry, { drafts: { kept, keep, forget } });
})(globalThis.roundupEntry);
