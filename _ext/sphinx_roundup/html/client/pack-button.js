// @ts-check
// On every page: the reader's pack, kept on this device, and a button at each entry that puts it there.

(function (pack, cards) {
  "use strict";

  const root = document.documentElement.dataset.content_root ?? "";
  /** Archives of one host have a pack each. */
  const KEY = `pack:${new URL(root || ".", location.href).pathname}`;
  const ADD = "Add to my pack";
  const ID = /^[\w.-]+\/[\w.-]+$/;
  pack.MOST = 50;

  let kept = true;
  pack.isKept = () => kept;

  pack.element = function (tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  pack.counted = (count) => `${count} ${count === 1 ? "entry" : "entries"}`;

  /** Take of anything the names of entries in it, each once. */
  pack.ids = (entries) => [...new Set((Array.isArray(entries) ? entries : []).filter((id) => ID.test(id)))];

  /** Take of anything what a pack may hold: others may have written it, as in a link. */
  pack.clean = function (data) {
    const { title, note, entries } = data ?? {};
    return {
      title: String(title ?? "").slice(0, 100),
      note: String(note ?? "").slice(0, 500),
      entries: pack.ids(entries).slice(0, pack.MOST),
    };
  };

  // Where a browser keeps nothing for the site, the name of the window does, as long as it is open.
  pack.read = function () {
    let text = null;
    try {
      text = localStorage.getItem(KEY);
    } catch {
      kept = false;
    }
    if (window.name.startsWith(KEY)) {
      kept = false;
      text = window.name.slice(KEY.length);
    }
    try {
      return pack.clean(JSON.parse(text ?? "{}"));
    } catch {
      return pack.clean({});
    }
  };

  pack.keep = function (changed) {
    const text = JSON.stringify(pack.clean(changed));
    try {
      localStorage.setItem(KEY, text);
      kept = true;
      if (window.name.startsWith(KEY)) window.name = "";
    } catch {
      kept = false;
      window.name = KEY + text;
    }
    show();
  };

  // ---- buttons ---------------------------------------------------------------------------

  const seen = pack.element("span", { className: "pack-said" });

  /** @param {HTMLElement} card */
  function offer(card) {
    if (card.querySelector(".pack-button")) return;
    const button = cards.add(card, ADD, () => toggle(cards.idOf(card), button));
    button.className = "pack-button";
    button.parentElement?.prepend(button);
  }

  /**
   * Put an entry into the pack, or take it out; say so to eyes and ears.
   * @param {string} id
   * @param {HTMLElement} button
   */
  function toggle(id, button) {
    const { entries, ...said } = pack.read();
    const has = entries.includes(id);
    const full = !has && entries.length >= pack.MOST;
    if (!full) pack.keep({ ...said, entries: has ? entries.filter((one) => one !== id) : [...entries, id] });
    const now = pack.read();
    const words = full
      ? `Your pack is full: it holds ${pack.MOST} entries.`
      : `${has ? "Removed" : "Added"}. ${pack.counted(now.entries.length)} in your pack.`;
    cards.say(words);
    // A folder may give each of its pages a store of its own, so the link says what is in the pack.
    const href = `${root}pack.html${location.protocol === "file:" ? "#" + now.entries : ""}`;
    seen.replaceChildren(`${words} `, pack.element("a", { href, textContent: "See my pack" }));
    /** @type {HTMLElement} */ (button.parentElement).after(seen);
  }

  /** Show what is in the pack, at each entry and in the menu. */
  function show() {
    const { entries } = pack.read();
    const link = document.querySelector(".menu-pack span");
    if (link) link.textContent = entries.length ? ` (${entries.length})` : "";
    for (const button of document.querySelectorAll(".pack-button")) {
      const card = /** @type {HTMLElement} */ (button.closest(".item"));
      const does = entries.includes(cards.idOf(card)) ? "Remove from my pack" : ADD;
      button.textContent = does;
      button.setAttribute("aria-label", `${does}: ${cards.titleOf(card)}`);
    }
  }

  function offerAll() {
    cards.all().forEach(offer);
    show();
  }

  offerAll();
  const results = document.getElementById("search-results");
  if (results) new MutationObserver(offerAll).observe(results, { childList: true });
  // Another window, or Back, may have another pack.
  for (const event of ["storage", "pageshow"]) window.addEventListener(event, show);
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})), globalThis.roundupCards);
