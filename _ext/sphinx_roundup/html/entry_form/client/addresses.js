// @ts-check
// Which addresses a link may have: what guard/urls.py says, with its patterns and its words.

(function (entry) {
  "use strict";

  const { table } = entry;

  /**
   * Fill in the words in braces.
   * @param {string} text
   * @param {Record<string, any>} words
   */
  const filled = (text, words) =>
    text.replace(/\{\{|\}\}|\{(\w+)\}/g, (whole, name) => (name ? String(words[name]) : whole[0]));

  /** @param {{ source: string, flags: string }} one */
  const pattern = (one) => new RegExp(one.source, one.flags);

  /** @param {{ source: string, flags: string }} one */
  const whole = (one) => new RegExp(`^(?:${one.source})$`, one.flags);

  const is = Object.fromEntries(Object.entries(table.patterns).map(([name, one]) => [name, whole(/** @type {any} */ (one))]));
  const BEGINNING = new RegExp(`^(?:${table.patterns.beginning.source})`, "u");

  /** @param {string} address */
  function read(address) {
    try {
      return new URL(address);
    } catch {
      return null;
    }
  }

  /** @param {string} name of a website, as it is read */
  function isName(name) {
    const labels = name.split(".");
    const longest = 253;
    return (
      labels.length > 1 && name.length <= longest && labels.every((one) => is.asciiLabel.test(one)) &&
      is.lastLabel.test(labels[labels.length - 1])
    );
  }

  /**
   * @param {string} authority as it is written
   * @param {string} host as it is read
   * @returns {[string, Record<string, any>] | null}
   */
  function hostProblem(authority, host) {
    if (authority.includes("@")) return ["user", { host }];
    const written = authority.replace(/:\d*$/, "").toLowerCase();
    // What is written with other letters than those of English only the check can judge.
    if (/[^\p{ASCII}]/u.test(written) || host.includes("xn--")) return null;
    if (written !== host) return ["otherwise", { host }];
    if (!isName(host)) return ["no-name", { host }];
    return is.ownNetwork.test(host) ? ["own-network", { host }] : null;
  }

  /**
   * @param {string} target
   * @returns {[string, Record<string, any>] | null}
   */
  function mailProblem(target) {
    const found = is.mailbox.exec(target);
    if (!found) return ["mailbox", {}];
    const fields = [...new URLSearchParams(found[2] ?? "").keys()];
    if (fields.some((name) => name !== "subject" && name !== "body")) return ["mail-fields", {}];
    const site = read(`https://${found[1]}`);
    return site ? hostProblem(found[1], site.hostname) : ["mailbox", {}];
  }

  /**
   * @param {string} target
   * @returns {[string, Record<string, any>] | null}
   */
  function why(target) {
    if (/[\p{C}\p{Z}]/u.test(target)) return ["unseen", {}];
    const begins = BEGINNING.exec(target);
    if (!begins) return ["beginning", {}];
    if (/^(?:$|[/\\?#])/.test(target.slice(begins[0].length))) return ["nameless", {}];
    const url = read(target);
    if (!url) return ["none", {}];
    const { address: most } = table.most;
    if (url.href.length > most) {
      return ["long", { size: url.href.length.toLocaleString("en-GB"), most: most.toLocaleString("en-GB") }];
    }
    if (url.protocol === "mailto:") return mailProblem(target);
    return hostProblem(/^https?:\/\/([^/?#]*)/.exec(target)?.[1] ?? "", url.hostname);
  }

  /**
   * Why an address is not accepted as a link, in one sentence; "" if it is.
   * @param {string} target
   */
  function linkProblem(target) {
    const found = why(target);
    return found ? filled(table.addresses[found[0]], { shown: `“${[...target].slice(0, 80).join("")}”`, ...found[1] }) : "";
  }

  Object.assign(entry, { filled, pattern, is, linkProblem });
})(globalThis.roundupEntry);
