// @ts-check
// On every page: Ctrl+K (or Cmd+K) and / lead to the search box. The / can be switched off.

(function () {
  "use strict";

  const SETTING = "search-slash";

  /** @param {string} [value] sets it; without, nothing changes */
  function slash(value) {
    try {
      if (value) localStorage.setItem(SETTING, value);
      return localStorage.getItem(SETTING) !== "off";
    } catch {
      return true;
    }
  }

  /** @param {EventTarget | null} target */
  function isTyping(target) {
    return target instanceof HTMLElement && (target.isContentEditable || /^(input|select|textarea)$/i.test(target.tagName));
  }

  /** @param {KeyboardEvent} event */
  function leadsToSearch({ key, target, ctrlKey, metaKey, altKey }) {
    const held = ctrlKey || metaKey;
    if (held || altKey) return held && key.toLowerCase() === "k";
    return key === "/" && slash() && !isTyping(target);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (!leadsToSearch(event)) return;
    event.preventDefault();
    const boxes = ["article form:not(.search-within) input[name=q]", "input[name=q]"].flatMap((selector) => [
      .../** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(selector)),
    ]);
    const box = boxes.find((one) => one.offsetParent && getComputedStyle(one).visibility === "visible");
    box?.focus();
    box?.select();
    if (!box) location.href = `${document.documentElement.dataset.content_root ?? ""}search.html`;
  }

  document.addEventListener("keydown", pressed);
  const choice = document.getElementById("search-slash");
  if (choice instanceof HTMLInputElement) {
    choice.checked = slash();
    choice.addEventListener("change", () => slash(choice.checked ? "on" : "off"));
  }
})();
