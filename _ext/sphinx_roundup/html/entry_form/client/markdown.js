// @ts-check
// The printed words as Markdown has them, as far as an entry may use it: for the rules and for the preview.

(function (entry) {
  "use strict";

  const KINDS = [
    { kind: "heading", looks: /^ {0,3}#{1,6}(?:[ \t]|$)/ },
    { kind: "dividing line", looks: /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/ },
    { kind: "block of code", looks: /^ {0,3}(?:```|~~~)/ },
    { kind: "quotation", looks: /^ {0,3}>/ },
    { kind: "numbered list", looks: /^ {0,3}\d{1,9}[.)][ \t]+\S/ },
  ];
  const BULLET = /^ {0,3}[-*+][ \t]+(?=\S)/;
  const ESCAPED = /^\\([!-/:-@[-`{-~])/;
  const CODE = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9]{1,30}));/;
  const NAMED = new Map(
    Object.entries({
      amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0", bull: "•", middot: "·", ndash: "–", mdash: "—",
      hellip: "…", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”", pound: "£", euro: "€", eacute: "é", shy: "\u00ad",
    }),
  );
  const AUTOLINK = /^<((?:https?|mailto):[^\s<>]*)>/i;
  const TITLE = /^[ \t\n]+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')/;
  const PRINTED = "\ue000"; // stands for a sign that a backslash or a code keeps as printed

  /**
   * What a line begins; null where it goes on with a paragraph.
   * @param {string} line
   * @param {boolean} isOpen whether a paragraph goes on above it
   * @returns {{ kind: string, line: string } | null}
   */
  function begins(line, isOpen) {
    const other = KINDS.find(({ looks }) => looks.test(line));
    const isNumber = other?.kind === "numbered list" && isOpen && !/^ {0,3}1[.)]/.test(line);
    if (other && !isNumber) return { kind: other.kind, line };
    const bullet = other ? null : BULLET.exec(line);
    if (bullet) return { kind: "bullet", line: line.slice(bullet[0].length) };
    return isOpen ? null : { kind: "paragraph", line: line.trimStart() };
  }

  /**
   * Paragraphs and bullets, and what an entry cannot hold.
   * @param {string} words
   * @returns {{ kind: string, text: string }[]}
   */
  function blocks(words) {
    /** @type {{ kind: string, lines: string[] }[]} */
    const found = [];
    let isOpen = false;
    for (const line of words.split("\n")) {
      /** @type {{ kind: string, line: string } | null} */
      const begun = line.trim() ? begins(line, isOpen) : null;
      if (begun) found.push({ kind: begun.kind, lines: [begun.line] });
      else if (line.trim()) found[found.length - 1].lines.push(line.trimStart());
      isOpen = Boolean(line.trim()) && !["heading", "dividing line"].includes(begun?.kind ?? "");
    }
    return found.map(({ kind, lines }) => ({ kind, text: lines.join("\n").trim() }));
  }

  /**
   * Where a bracket that opens at the start of a text is closed; -1 where it is not.
   * @param {string} text
   * @param {string} open
   * @param {string} close
   */
  function closing(text, open, close) {
    let depth = 0;
    for (let at = 0; at < text.length; at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === open) depth++;
      else if (text[at] === close && --depth === 0) return at;
    }
    return -1;
  }

  /**
   * How long an address is that no angle brackets hold; -1 where its brackets do not match.
   * @param {string} text
   */
  function bare(text) {
    let depth = 0;
    let at = 0;
    for (; at < text.length && !/[\s\p{Cc}]/u.test(text[at]); at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === "(") depth++;
      else if (text[at] === ")" && depth-- === 0) return at;
    }
    return depth > 0 ? -1 : Math.min(at, text.length);
  }

  /**
   * The address of a link, where a text begins with it in round brackets, perhaps with a title.
   * @param {string} text
   * @returns {{ href: string, length: number } | null}
   */
  function destination(text) {
    const start = /^\([ \t\n]*/.exec(text);
    if (!start) return null;
    const rest = text.slice(start[0].length);
    const angled = /^<([^<>\n]*)>/.exec(rest);
    const length = angled ? angled[0].length : bare(rest);
    if (length < 0) return null;
    const title = TITLE.exec(rest.slice(length));
    const at = start[0].length + length + (title ? title[0].length : 0);
    const end = /^[ \t\n]*\)/.exec(text.slice(at));
    const given = angled ? angled[1] : rest.slice(0, length);
    return end && { href: given.replace(/\\([!-/:-@[-`{-~])/g, "$1"), length: at + end[0].length };
  }

  /**
   * @param {string} text that begins with a square bracket
   * @returns {{ node: any, length: number } | null}
   */
  function linkAt(text) {
    const end = closing(text, "[", "]");
    const where = end < 0 ? null : destination(text.slice(end + 1));
    // Addresses of these sorts are left as words, as the build's reader does.
    if (!where || /^(?:javascript|vbscript|file|data):/i.test(where.href.trim())) return null;
    const nodes = inline(text.slice(1, end));
    if (nodes.some((node) => node.type === "link")) return null;
    return { node: { type: "link", href: where.href, nodes }, length: end + 1 + where.length };
  }

  /**
   * Whether marks at a place end what they began.
   * @param {string} text
   * @param {string} mark
   * @param {number} at
   */
  function isEnd(text, mark, at) {
    const inner = text.slice(mark.length, at);
    if (!inner || /\s$|\\$/.test(inner) || (mark.length === 1 && text[at + 1] === mark)) return false;
    return mark[0] !== "_" || !/^[\p{L}\p{N}]/u.test(text.slice(at + mark.length));
  }

  /**
   * Words between stars or underscores.
   * @param {string} text
   * @param {string} before the letter before it
   * @returns {{ node: any, length: number } | null}
   */
  function emphasisAt(text, before) {
    if (text[0] === "_" && /[\p{L}\p{N}]/u.test(before)) return null;
    for (const mark of [text[0].repeat(2), text[0]]) {
      if (!text.startsWith(mark) || /^\s|^$/.test(text.slice(mark.length))) continue;
      let at = text.indexOf(mark, mark.length);
      while (at > 0 && !isEnd(text, mark, at)) at = text.indexOf(mark, at + 1);
      if (at < 0) continue;
      const type = mark.length === 2 ? "strong" : "emphasis";
      return { node: { type, nodes: inline(text.slice(mark.length, at)) }, length: at + mark.length };
    }
    return null;
  }

  /**
   * A sign that is kept as printed: escaped, or by its code.
   * @param {string} text
   * @returns {{ node: any, length: number } | null}
   */
  function printedAt(text) {
    const escaped = ESCAPED.exec(text);
    const code = escaped ? null : CODE.exec(text);
    if (escaped) return { node: { type: "text", text: escaped[1], masked: PRINTED }, length: 2 };
    if (!code) return null;
    const number = code[1] ? Number(code[1]) : code[2] ? Number.parseInt(code[2], 16) : 0;
    const sign = code[3] ? NAMED.get(code[3]) : number > 0 && number < 0x110000 ? String.fromCodePoint(number) : "";
    return sign ? { node: { type: "text", text: sign, masked: PRINTED }, length: code[0].length } : null;
  }

  /**
   * @param {string} text
   * @returns {{ node: any, length: number } | null}
   */
  function codeAt(text) {
    const found = /^(`+)(?!`)([\s\S]*?[^`])\1(?!`)/.exec(text);
    return found ? { node: { type: "code", text: found[2] }, length: found[0].length } : null;
  }

  /**
   * @param {string} text
   * @returns {{ node: any, length: number } | null}
   */
  function autolinkAt(text) {
    const link = AUTOLINK.exec(text);
    if (!link) return null;
    const nodes = [{ type: "text", text: link[1], masked: link[1] }];
    return { node: { type: "link", href: link[1], nodes }, length: link[0].length };
  }

  /** @type {Record<string, (text: string, before: string) => { node: any, length: number } | null>} */
  const SIGNS = {
    "\\": printedAt, "&": printedAt, "[": linkAt, "*": emphasisAt, _: emphasisAt, "`": codeAt, "<": autolinkAt,
    "\n": () => ({ node: { type: "break" }, length: 1 }),
  };

  /**
   * The words of a paragraph with their links and looks.
   * @param {string} text
   * @returns {any[]}
   */
  function inline(text) {
    const nodes = [];
    let plain = "";
    for (let at = 0; at < text.length; ) {
      const found = SIGNS[text[at]]?.(text.slice(at), text[at - 1] ?? "");
      if (found) {
        if (plain) nodes.push({ type: "text", text: plain, masked: plain });
        plain = "";
        nodes.push(found.node);
      } else plain += text[at];
      at += found ? found.length : 1;
    }
    if (plain) nodes.push({ type: "text", text: plain, masked: plain });
    return nodes;
  }

  /**
   * All links among nodes.
   * @param {any[]} nodes
   * @returns {any[]}
   */
  const links = (nodes) => nodes.flatMap((node) => [...(node.type === "link" ? [node] : []), ...links(node.nodes ?? [])]);

  /**
   * The words of nodes, without their looks.
   * @param {any[]} nodes
   * @returns {string}
   */
  const plainOf = (nodes) => nodes.map((node) => (node.type === "break" ? "\n" : node.text ?? plainOf(node.nodes))).join("");

  Object.assign(entry, { blocks, inline, links, plainOf });
})(globalThis.roundupEntry);
