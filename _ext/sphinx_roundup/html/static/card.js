// @ts-check
// On pages with entries: what a reader can do with each, in a row at the end of its card.
//
// A card whose title is a link is one stop of the Tab key, besides the links in its words: from
// the title, the arrow keys lead along its row. Elsewhere each action is a stop.

(function (cards) {
  "use strict";

  const COPIED_MS = 4000;
  /** What the arrow keys lead to: the row, and what may be the page that a lost link led to. */
  const OFFERED = ".link-note a, .item-actions > *";
  /** Entries on pages, and those that a search has found; the home page only leads to its own. */
  const CARDS = "article :is(section.item:not(.proposed), .search-result):not(.newest-issue *, .upcoming *)";
  /** The address of an entry: its place in its issue, or a page of its own. */
  const ADDRESS = /\/(?:issues\/([^/?#]+?)(?:\.html)?(?:\?[^#]*)?#item-\1-([^#]+)|e\/([^/]+)\/([^/]+?)(?:\.html)?)$/;

  /** Says to screen readers what an action did. */
  const status = document.createElement("p");
  status.className = "said";
  status.setAttribute("role", "status");

  cards.say = function (words) {
    status.textContent = "";
    status.textContent = words;
  };

  cards.all = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(CARDS)]);

  /** @param {HTMLElement} card */
  const headingOf = (card) => card.querySelector("h1, h2, h3, h4, h5, h6");

  /** @param {HTMLElement} card */
  const leadOf = (card) => /** @type {HTMLAnchorElement | null} */ (headingOf(card)?.querySelector("a[href]") ?? null);

  cards.titleOf = (card) => headingOf(card)?.textContent?.trim() ?? "";

  cards.idOf = function (card) {
    const [, ...named] = leadOf(card)?.href.match(ADDRESS) ?? [];
    return card.dataset.item ?? named.filter(Boolean).join("/");
  };

  /**
   * Give the row of a card, which those have from the first that lead away.
   * @param {HTMLElement} card
   */
  function rowOf(card) {
    const known = card.querySelector(".item-actions");
    if (known) return known;
    const row = document.createElement("p");
    row.className = "item-actions";
    card.append(row);
    return row;
  }

  /**
   * Let the arrow keys lead to a control, and no longer the Tab key.
   * @param {HTMLElement} card
   * @param {HTMLElement} control
   */
  function takeIn(card, control) {
    if (leadOf(card)) control.tabIndex = -1;
  }

  cards.add = function (card, label, act) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.setAttribute("aria-label", `${label}: ${cards.titleOf(card)}`);
    button.addEventListener("click", () => act(button));
    const row = rowOf(card);
    row.insertBefore(button, row.querySelector("a"));
    takeIn(card, button);
    return button;
  };

  /**
   * Give the controls of a card that its arrow keys lead along, its title first; none elsewhere.
   * @param {EventTarget | null} target
   */
  function walkOf(target) {
    const card = target instanceof Element && target.closest(CARDS);
    const lead = card instanceof HTMLElement && leadOf(card);
    if (!card || !lead) return [];
    return [lead, .../** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll(OFFERED))];
  }

  /** @param {KeyboardEvent} event */
  function walk(event) {
    const { key, target, altKey, ctrlKey, metaKey, shiftKey } = event;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (!step || [altKey, ctrlKey, metaKey, shiftKey].includes(true)) return;
    const stops = walkOf(target);
    const at = stops.findIndex((one) => one === target);
    if (at < 0) return;
    event.preventDefault();
    stops[(at + step + stops.length) % stops.length].focus();
  }

  /** The page’s lasting address, and where it is opened if it has none. */
  const page = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href ?? location.href.split("#")[0];

  cards.addressOf = (card) => new URL(leadOf(card)?.getAttribute("href") ?? "", page).href;

  /**
   * @param {HTMLElement} card
   * @param {HTMLButtonElement} button
   */
  async function copyLink(card, button) {
    const address = cards.addressOf(card);
    try {
      await navigator.clipboard.writeText(address);
      button.textContent = "Copied";
      cards.say("Link copied.");
      setTimeout(() => (button.textContent = "Copy link"), COPIED_MS);
    } catch {
      const field = document.createElement("input");
      field.readOnly = true;
      field.value = address;
      field.setAttribute("aria-label", "The link, to copy");
      button.after(field);
      field.select();
      field.addEventListener("blur", () => field.remove());
    }
  }

  // ---- each card, when it comes ------------------------------------------------------------

  /** @type {((card: HTMLElement) => void)[]} */
  const offers = [];
  const met = new WeakSet();

  cards.each = function (offer) {
    offers.push(offer);
    cards.all().filter((card) => met.has(card)).forEach(offer);
  };

  /** Meet the cards that have come since. */
  function meet() {
    for (const card of cards.all().filter((one) => !met.has(one))) {
      met.add(card);
      for (const offer of offers) offer(card);
    }
  }

  cards.each((card) => {
    card.querySelectorAll(OFFERED).forEach((one) => one instanceof HTMLElement && takeIn(card, one));
    cards.add(card, "Copy link", (button) => copyLink(card, button));
  });
  document.body.append(status);
  document.addEventListener("keydown", walk);
  meet();
  const results = document.getElementById("search-results");
  if (results) new MutationObserver(meet).observe(results, { childList: true });
})((globalThis.roundupCards ??= /** @type {RoundupCards} */ ({})));
