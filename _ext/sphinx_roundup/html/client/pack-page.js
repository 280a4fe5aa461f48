// @ts-check
// The page of a reader's pack: what is in it, what changes it, and one that somebody shared.

(function (pack) {
  "use strict";

  const { counted } = pack;
  const page = /** @type {HTMLElement} */ (document.getElementById("pack"));
  const root = document.documentElement.dataset.content_root ?? "";
  /** What the template holds, by the end of its ids. @type {Record<string, any>} */
  const parts = Object.fromEntries([...document.querySelectorAll("[id^=pack-]")].map((part) => [part.id.slice(5), part]));
  /** @type {Former} */
  const former = JSON.parse(parts.former.content.textContent);
  const heading = /** @type {HTMLElement} */ (document.querySelector("h1"));
  const usual = { heading: heading.textContent ?? "", window: document.title };

  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"))?.href;
  const here = canonical ?? location.href.split("#")[0];
  /** Where entries have public addresses; "" in a folder without one. */
  const site = /^https?:/.test(here) ? new URL(root || ".", here).href : "";

  /** So many letters of a link somebody may type. */
  const TYPED = 300;

  let own = pack.read();
  /** A pack that somebody shared, while it is looked at. @type {Pack | null} */
  let shared = null;
  /** What is found of both. @type {Gathered | null} */
  let gathered = null;
  /** What was done last, and the pack before. @type {{before: Pack, at: number, said: string} | null} */
  let undo = null;

  /** @type {LoadScript} */
  const load = (name) =>
    new Promise((resolve, reject) => {
      document.head.append(pack.element("script", { src: root + name, onload: resolve, onerror: () => reject(new Error(name)) }));
    });

  const shown = () => shared ?? own;
  /** @param {string} words */
  const say = (words) => (parts.status.textContent = words);
  /** @param {string} id */
  const hit = (id) => gathered?.hits.get(pack.nameNow(id, former));
  const hits = () => shown().entries.flatMap((id) => hit(id) ?? []);
  const told = () => hits().map((one) => pack.told(one, site));

  // ---- changes ----------------------------------------------------------------------------

  /**
   * Keep another pack; what went can be put back.
   * @param {Pack} changed
   * @param {{at: number, said: string}} [gone]
   */
  function keep(changed, gone) {
    undo = gone ? { ...gone, before: own } : null;
    own = pack.clean(changed);
    pack.keep(own);
    if (shared) leaveLink();
    fill();
    draw();
  }

  /** The address names nobody's pack any more. */
  function leaveLink() {
    shared = null;
    history.replaceState(null, "", location.pathname + location.search);
  }

  /**
   * @param {number} from
   * @param {number} to
   */
  function move(from, to) {
    const entries = [...own.entries];
    entries.splice(to, 0, ...entries.splice(from, 1));
    keep({ ...own, entries });
    const ways = to < from ? ["up", "down"] : ["down", "up"];
    const there = ways.map((way) => parts.entries.children[to].querySelector(`[data-to=${way}]`));
    there.find((one) => !one.disabled)?.focus();
    say(`Moved to ${to + 1} of ${entries.length}.`);
  }

  /** @param {number} at */
  function remove(at) {
    const id = own.entries[at];
    const entries = own.entries.filter((one) => one !== id);
    keep({ ...own, entries }, { at, said: `Removed: ${hit(id)?.title ?? pack.shortened(id)}.` });
    parts.entries.querySelector("[data-undo]").focus();
    say(`Removed. ${counted(entries.length)} in your pack.`);
  }

  function empty() {
    keep(pack.clean({}), { at: 0, said: "The pack was emptied." });
    parts.entries.querySelector("[data-undo]").focus();
    say("The pack was emptied.");
  }

  function takeBack() {
    const { at, before } = /** @type {NonNullable<typeof undo>} */ (undo);
    keep(before);
    parts.entries.children[at]?.querySelector("a, button")?.focus();
    say(`Put back. ${counted(own.entries.length)} in your pack.`);
  }

  /** Add what was shared to the reader's own pack. */
  function addAll() {
    const both = [...new Set([...own.entries, ...shown().entries])];
    const over = both.length - pack.MOST;
    keep({ ...own, entries: both });
    const left = over > 0 ? ` A pack holds ${pack.MOST}: ${counted(over)} ${over === 1 ? "was" : "were"} left out.` : "";
    say(`${counted(own.entries.length)} in your pack.${left}`);
  }

  function replace() {
    keep(shown(), own.entries.length ? { at: 0, said: "Your pack was replaced." } : undefined);
    say(`${counted(own.entries.length)} in your pack.`);
  }

  // ---- what is shown ----------------------------------------------------------------------

  /**
   * @param {string} id
   * @param {number} at
   */
  function row(id, at) {
    const found = hit(id);
    const title = found?.title ?? pack.shortened(id);
    const controls = shared ? [] : [pack.controls(title, at, own.entries.length - 1, { move, remove })];
    if (!found) return pack.missingRow(title, former.withdrawn[pack.nameNow(id, former)], controls);
    return pack.entryRow(pack.told(found, site), root + globalThis.roundupSearch.placeOf(found, page.dataset.pages), controls);
  }

  /** Show title and note where they are read, on paper too. */
  function showName() {
    const { title, note } = shown();
    heading.textContent = title || (shared ? "A reading pack" : usual.heading);
    document.title = usual.window.replace(usual.heading, heading.textContent);
    const link = here + pack.inLink(shown());
    // On paper a link has to be typed.
    parts.at.textContent = site && link.length <= TYPED ? `The pack: ${link}` : "";
    parts.note.textContent = note;
    parts.note.hidden = !note;
  }

  function draw() {
    const { entries } = shown();
    showName();
    page.classList.toggle("pack-own", !shared);
    parts.shared.hidden = !shared;
    parts.form.hidden = Boolean(shared);
    parts.keep.hidden = !own.entries.length;
    parts.take.textContent = own.entries.length ? "Put in place of my pack" : "Keep as my pack";
    parts.device.hidden = pack.isKept();
    parts.none.hidden = entries.length > 0;
    parts.actions.hidden = !entries.length;
    parts.clear.hidden = !entries.length || Boolean(shared);
    parts.text.hidden = true;
    if (gathered) list(entries);
  }

  /** @param {string[]} entries */
  function list(entries) {
    const all = told();
    const lost = entries.length - all.length;
    parts.facts.textContent = all.length ? `${counted(all.length)}, about ${pack.minutes(all)} min to read.` : "";
    parts.cut.hidden = !shown().cut;
    parts.cut.textContent = `A pack holds ${pack.MOST} entries; the first ${pack.MOST} are shown.`;
    parts.missing.hidden = !lost;
    parts.missing.textContent = `${counted(lost)} of this pack ${lost === 1 ? "is" : "are"} not in the archive; the rest is shown.`;
    const rows = entries.map(row);
    if (undo) rows.splice(undo.at, 0, pack.undoRow(undo.said, takeBack));
    parts.entries.replaceChildren(...rows);
  }

  function fill() {
    parts.title.value = own.title;
    parts.words.value = own.note;
  }

  function edited() {
    own = pack.clean({ ...own, title: parts.title.value, note: parts.words.value });
    pack.keep(own);
    showName();
  }

  function listen() {
    parts.form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
    for (const field of [parts.title, parts.words]) field.addEventListener("input", edited);
    Object.assign(parts.empty, { onclick: empty });
    Object.assign(parts.take, { onclick: replace });
    Object.assign(parts.keep, { onclick: addAll });
    window.addEventListener("hashchange", open);
    window.addEventListener("storage", () => void (shared || open()));
    const all = () => ({ own: shown(), told: told(), hits: hits(), link: here + pack.inLink(shown()), gathered: /** @type {Gathered} */ (gathered) });
    pack.share(parts, page, all, load);
  }

  /** Read the address and the device, and show what is there. */
  async function open() {
    own = pack.read();
    shared = pack.readLink(location.hash);
    undo = null;
    if (shared && String(shared.entries) === String(own.entries)) leaveLink();
    const ids = [...own.entries, ...(shared?.entries ?? [])].map((id) => pack.nameNow(id, former));
    fill();
    draw();
    say(ids.length ? "Loading the entries…" : "");
    try {
      gathered = await pack.gather([...new Set(ids)], load, root);
      say("");
      draw();
    } catch {
      say("The entries did not arrive. Load this page again.");
    }
  }

  page.hidden = false;
  listen();
  void open();
})((globalThis.roundupPack ??= /** @type {RoundupPack} */ ({})));
