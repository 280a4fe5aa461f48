// @ts-check
// What a pack gives to others: paper, text, a link, files.

(function (pack) {
  "use strict";

  /** Let the buttons of the page hand on the pack that is shown. */
  pack.share = function (parts, page, shown, load) {
    /**
     * @param {string} text
     * @param {string} what
     */
    async function copy(text, what) {
      const box = parts.text;
      box.hidden = true;
      try {
        await navigator.clipboard.writeText(text);
        parts.status.textContent = `${what} copied.`;
      } catch {
        // The browser does not let scripts copy: the reader can.
        Object.assign(box, { hidden: false, value: text });
        box.focus();
        box.select();
        parts.status.textContent = `Press Ctrl and C to copy the ${what.toLowerCase()}.`;
      }
    }

    /**
     * Make a file: Markdown of what is shown, anything else by what makes references.
     * @param {string} suffix
     */
    async function made(suffix) {
      const { own, told, link, hits, gathered } = shown();
      if (!globalThis.roundupCite?.archive) await load("cite/references.js");
      const cite = globalThis.roundupCite;
      if (suffix === "md") return cite.save(pack.markdown(own, told, link), "text/markdown", `${pack.fileName(own)}.md`);
      await gathered.complete();
      const { type, text } = cite.formats[suffix];
      return cite.save(text({ hits, archive: gathered.archive }), type, `${pack.fileName(own)}.${suffix}`);
    }

    const mail = () => copy(pack.mail(shown().own, shown().told, shown().link), "Text of the e-mail");
    Object.assign(parts.print, { onclick: () => window.print() });
    Object.assign(parts.mail, { onclick: mail });
    Object.assign(parts.link, { onclick: () => copy(shown().link, "Link") });
    for (const one of page.querySelectorAll("[data-save]")) {
      one.addEventListener("click", async () => {
        try {
          await made(/** @type {HTMLElement} */ (one).dataset.save ?? "");
          parts.status.textContent = `Saved as ${one.textContent}.`;
        } catch {
          parts.status.textContent = "The file could not be made. Try again.";
        }
      });
    }
  };
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})));
