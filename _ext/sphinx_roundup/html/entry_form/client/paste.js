// @ts-check
// What is pasted from Word, a mail or a page keeps its words, links, bullets and looks, as Markdown.

(function (entry) {
  "use strict";

  const LEFT_OUT = new Set(["SCRIPT", "STYLE", "HEAD", "TITLE", "META", "LINK", "TEMPLATE", "NOSCRIPT", "IMG"]);
  const BLOCKS = new Set(["P", "DIV", "LI", "TR", "H1", "H2", "H3", "H4", "H5", "H6", "BLOCKQUOTE", "TABLE", "UL", "OL", "SECTION", "ARTICLE"]);
  const SPECIAL = /[\\[\]*_`<]/g;
  const UNSEEN = new RegExp(entry.table.patterns.unseen.source, "gu");

  /** Words with signs that Markdown would read kept as printed.
   * @param {string} text
   */
  const escaped = (text) =>
    text.replace(/[\s\u00a0]+/g, " ").replace(UNSEEN, "").replace(SPECIAL, "\\$&").replace(/(\S)\\_(?=\S)/g, "$1_");

  /**
   * Put marks around words, and spaces outside of them.
   * @param {string} mark
   * @param {string} words
   */
  function marked(mark, words) {
    const inner = words.trim();
    if (!inner || inner.includes("\n\n")) return words;
    return `${/^\s/.test(words) ? " " : ""}${mark}${inner}${mark}${/\s$/.test(words) ? " " : ""}`;
  }

  /**
   * A link: one without an address of the web gets the sign for an address that is not known.
   * @param {any} node
   * @param {string} words
   */
  function linked(node, words) {
    const inner = words.trim();
    const given = (node.getAttribute("href") ?? "").trim();
    if (!inner || !given) return words;
    const href = /^(?:https?|mailto):/i.test(given) ? given.replace(/[\s\u00a0]/g, "%20").replace(/[()<>]/g, encodeURIComponent) : "#";
    const address = href.replaceAll("(", "%28").replaceAll(")", "%29");
    return `${/^\s/.test(words) ? " " : ""}[${inner}](${address})${/\s$/.test(words) ? " " : ""}`;
  }

  /** @param {any} node */
  const styleOf = (node) => (node.getAttribute("style") ?? "").toLowerCase().replace(/\s/g, "");

  /** Whether an element stands for bold words; Google's documents are wrapped in one that does not.
   * @param {any} node
   */
  const isBold = (node) => /^(?:B|STRONG)$/.test(node.tagName) ? !styleOf(node).includes("font-weight:normal") : /font-weight:(?:bold|[6-9]00)/.test(styleOf(node));

  /** @param {any} node */
  const isItalic = (node) => /^(?:I|EM)$/.test(node.tagName) || styleOf(node).includes("font-style:italic");

  /** Whether an element is not seen, or is but the sign of a bullet.
   * @param {any} node
   */
  const isLeftOut = (node) =>
    node.nodeType !== 1 || LEFT_OUT.has(node.tagName) || /mso-list:ignore|display:none|mso-hide:all/.test(styleOf(node));

  /**
   * A paragraph or a bullet.
   * @param {any} node
   * @param {string} inner
   */
  function block(node, inner) {
    const isBullet = node.tagName === "LI" || /mso-list:l\d/.test(styleOf(node));
    const line = isBullet ? `- ${inner.trim()}` : inner;
    return `\n\n${line}\n\n`;
  }

  /**
   * @param {any} node
   * @returns {string}
   */
  function read(node) {
    if (node.nodeType === 3) return escaped(node.data);
    if (isLeftOut(node)) return "";
    if (node.tagName === "BR") return "\n";
    const inner = [...node.childNodes].map(read).join("");
    if (BLOCKS.has(node.tagName)) return block(node, inner);
    if (node.tagName === "A") return linked(node, inner);
    const strong = isBold(node) ? marked("**", inner) : inner;
    return isItalic(node) ? marked("*", strong) : strong;
  }

  /**
   * Markdown of what was copied. The page is read without being shown: nothing in it runs or loads.
   * @param {string} html
   */
  function fromHtml(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    return read(page.body)
      .replace(/[ \t]*\n[ \t]*/g, "\n")
      .replace(/\n{3,}/g, "\n\n")
      .replace(/^(- .*)\n\n(?=- )/gm, "$1\n")
      .trim();
  }

  Object.assign(entry, { fromHtml });
})(globalThis.roundupEntry);
