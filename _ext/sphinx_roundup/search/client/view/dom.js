// @ts-check
// Puts things on the page. Whatever comes from the archive arrives here as text.

(function (search) {
  "use strict";

  /**
   * Make an element.
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {Record<string, string | boolean | ((event: any) => void)>} attributes
   *   an attribute, a state that is on or off, or what happens on an event (`onclick`)
   * @param {...(Node | string)} children strings become text, never markup
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  search.element = function (tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name.slice(2), value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false) element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  };

  /**
   * Make a button that looks like a link.
   * @param {string} text
   * @param {() => void} onclick
   * @param {Record<string, string>} [more] attributes
   * @returns {HTMLButtonElement}
   */
  search.button = (text, onclick, more) =>
    search.element("button", { type: "button", class: "search-link", onclick, ...more }, text);

  /** @param {number} count */
  search.language = document.documentElement.lang || "en-GB";

  search.counted = (count) => `${count.toLocaleString(search.language)} ${count === 1 ? "entry" : "entries"}`;
})((globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})));
