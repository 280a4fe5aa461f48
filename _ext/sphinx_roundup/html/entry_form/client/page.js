// @ts-check
// The page on which an entry is written: what is filled in, judged, shown, kept, copied and proposed.

(function (entry) {
  "use strict";

  const form = typeof document === "undefined" ? null : /** @type {any} */ (document.getElementById("entry-form"));
  if (!form) return;

  const { table, element, drafts } = entry;
  /** What stands in a place: it is made anew only where it is another, so that a click on it is not lost. */
  const stands = new Map();
  /** @param {string} place @param {string} madeFrom @param {() => Node[]} make */
  function put(place, madeFrom, make) {
    if (stands.get(place) === madeFrom) return;
    stands.set(place, madeFrom);
    at(place).replaceChildren(...make());
  }
  /** @param {string} id @returns {any} */
  const at = (id) => document.getElementById(`entry-${id}`);
  /** @type {("heading" | "title" | "words")[]} */
  const TEXTS = ["heading", "title", "words"];
  const blank = () => ({ heading: "", title: "", words: "", fields: /** @type {Record<string, string[]>} */ ({}) });

  const draft = drafts.kept() ?? { issue: at("issue").options[0]?.value ?? "", entries: [blank()] };
  let open = draft.entries.length - 1;
  /** Fields that somebody has left: what is wrong is told of these, and of all once that is asked for. */
  let left = new Set();
  let isIdOwn = false;
  /** @type {Record<string, { get: () => string[], set: (values: string[]) => void }>} */
  const controls = {};

  /** @param {any} field */
  function control(field) {
    const input = at(field.name);
    if (field.type === "topics" || field.type === "sources") return entry.takeNames(input, field.type, () => leave(field.name));
    if (field.type === "closed" && field.several) {
      const boxes = [...input.querySelectorAll("input")];
      return {
        get: () => boxes.filter((box) => box.checked).map((box) => box.value),
        set: (/** @type {string[]} */ values) => boxes.forEach((box) => (box.checked = values.includes(box.value))),
      };
    }
    return {
      get: () => (input.value.trim() ? [input.value.trim()] : []),
      set: (/** @type {string[]} */ values) => (input.value = values.join(", ")),
    };
  }

  /** Take over what the form holds. */
  function read() {
    const one = draft.entries[open];
    for (const name of TEXTS) one[name] = at(name).value;
    if (!isIdOwn) controls.id?.set(one.title.trim() ? [entry.idOf(one.title)] : []);
    for (const [name, { get }] of Object.entries(controls)) one.fields[name] = get();
    draft.issue = at("issue").value;
  }

  /** Show the entry that is open in the form. */
  function fill() {
    const one = draft.entries[open];
    for (const name of TEXTS) at(name).value = one[name];
    for (const [name, { set }] of Object.entries(controls)) set(one.fields[name] ?? []);
    isIdOwn = Boolean(one.fields.id?.length) && one.fields.id[0] !== entry.idOf(one.title);
    at("legend").textContent = draft.entries.length > 1 ? `Entry ${open + 1} of ${draft.entries.length}` : "The entry";
  }

  /** @param {string} name */
  function leave(name) {
    left.add(name);
    update();
  }

  /** @param {any[]} found what is wrong with the entry that is open */
  function tell(found) {
    for (const name of [...TEXTS, ...table.fields.map((/** @type {any} */ field) => field.name)]) {
      const place = at(`${name}-problem`);
      const told = left.has(name) ? found.filter((one) => one.field === name) : [];
      if (!place) continue;
      place.textContent = told.map((one) => `${sentence(one.message)} ${one.inForm ?? one.hint}`).join(" ");
      if (told.length) at(name).setAttribute("aria-invalid", "true");
      else at(name).removeAttribute("aria-invalid");
    }
  }

  /** @param {string} text */
  const sentence = (text) => text.replace(" (line )", "").replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

  /** @param {any} node */
  function shownLink({ href, nodes }) {
    const isKnown = href && href !== "#" && !entry.linkProblem(href);
    if (isKnown) return element("a", { href, rel: "noopener noreferrer external", target: "_blank" }, ...nodes.map(shown));
    const made = element("a", { className: "unrecorded" }, ...nodes.map(shown));
    made.setAttribute("role", "link");
    made.setAttribute("aria-disabled", "true");
    return made;
  }

  /** @type {Record<string, (node: any) => any>} */
  const LOOKS = {
    link: shownLink,
    break: () => " ",
    strong: ({ nodes }) => element("strong", {}, ...nodes.map(shown)),
    emphasis: ({ nodes }) => element("em", {}, ...nodes.map(shown)),
  };
  /** @param {any} node @returns {any} */
  const shown = (node) => LOOKS[node.type]?.(node) ?? node.text;

  /** @param {string} words */
  function printed(words) {
    const made = element("div", { className: "printed" });
    for (const { kind, text } of entry.blocks(words.trim())) {
      const inner = entry.inline(text).map(shown);
      if (kind !== "bullet") made.append(element("p", {}, ...inner));
      else if (made.lastChild?.nodeName === "UL") made.lastChild.append(element("li", {}, ...inner));
      else made.append(element("ul", {}, element("li", {}, ...inner)));
    }
    return made;
  }

  /** @param {any} field @param {string} word */
  function named(field, word) {
    if (field.type === "closed") return field.choices[word] ?? word;
    if (field.type === "topics") return table.topics[word]?.[0] ?? word;
    if (field.type === "sources") return table.sources[word] ?? (word === table.notStated ? "Publisher not stated" : word);
    return word;
  }

  /** @param {any} one */
  function preview(one) {
    const facts = table.fields
      .filter((/** @type {any} */ field) => field.type !== "id" && one.fields[field.name]?.length)
      .map((/** @type {any} */ field) => one.fields[field.name].map((/** @type {string} */ word) => named(field, word)).join(", "));
    return element("section", { className: "item proposed" },
      element("p", { className: "entry-heading", textContent: one.heading.trim() || "No heading yet" }),
      element("h3", { textContent: one.title.trim() || "No title yet" }),
      element("p", { className: "item-facts", textContent: facts.join(" · ") }),
      printed(one.words));
  }

  /** @param {string} title @param {number} number */
  function row(title, number) {
    const edit = element("button", { type: "button", textContent: number === open ? "Open above" : "Change", disabled: number === open });
    const remove = element("button", { type: "button", textContent: "Take out" });
    edit.setAttribute("aria-label", `Change entry ${number + 1}: ${title}`);
    remove.setAttribute("aria-label", `Take out entry ${number + 1}: ${title}`);
    edit.onclick = () => go(number);
    remove.onclick = () => takeOut(number);
    return element("li", {}, element("span", { textContent: title }), edit, remove);
  }

  /** The list of entries, where there are several. */
  function rows() {
    const titles = draft.entries.map((/** @type {any} */ one) => one.title.trim() || "no title yet");
    put("rows", JSON.stringify([titles, open]), () => (titles.length > 1 ? titles.map(row) : []));
  }

  /** @param {number} number */
  function go(number) {
    open = number;
    left = new Set();
    fill();
    update();
    at("heading").focus();
  }

  /** @param {number} number */
  function takeOut(number) {
    draft.entries.splice(number, 1);
    go(Math.min(open > number ? open - 1 : open, draft.entries.length - 1));
  }

  /** Lead to the field that something is wrong with.
   * @param {string} field
   * @param {number} number
   */
  function lead(field, number) {
    if (number !== open) go(number);
    leave(field);
    const place = at(field);
    at("more").open ||= at("more").contains(place);
    (place.matches("fieldset") ? place.querySelector("input") : place).focus();
  }

  /** @param {any[]} wrong of each entry */
  function sumUp(wrong) {
    const isBlank = draft.entries.length === 1 && TEXTS.every((name) => !draft.entries[0][name].trim());
    const all = isBlank ? [] : wrong.flatMap((found, number) => found.map((/** @type {any} */ one) => ({ ...one, number })));
    const count = all.length === 1 ? "One thing is" : `${all.length} things are`;
    at("state").textContent = isBlank ? "" : all.length ? `${count} to mend or to fill in.` : "Nothing to mend: this is ready.";
    put("problems", JSON.stringify(all), () => all.map(({ field, message, hint, inForm, number }) => {
      const where = draft.entries.length > 1 ? `Entry ${number + 1}: ` : "";
      const made = element("button", { type: "button", className: "entry-lead", textContent: `${where}${sentence(message)}` });
      made.onclick = () => lead(field, number);
      return element("li", {}, made, ` ${inForm ?? hint}`);
    }));
  }

  /** The file, and where it goes. */
  function offer() {
    const text = entry.fileText(draft.issue, draft.entries);
    const name = entry.fileName(draft.issue, text);
    at("text").value = text;
    at("name").textContent = `${table.folder}/${name}`;
    const propose = at("propose");
    if (!propose) return;
    const { href, isFilled, isLong } = entry.newFile(propose.dataset.address, name, text);
    propose.href = href;
    at("how").textContent = isLong
      ? "The text is too long for an address. Copy it first, open the page, and paste it there."
      : isFilled ? "The page opens with the file filled in. You need an account there." : "Copy the text first, open the page, give the file the name above, and paste the text.";
  }

  function update() {
    read();
    // An id comes with the title, and is not asked for besides.
    const isAsked = (/** @type {any} */ { field, subtype }) => field !== "id" || subtype !== "missing-field";
    const wrong = draft.entries.map((/** @type {any} */ one) => entry.judge(one).filter(isAsked));
    tell(wrong[open]);
    sumUp(wrong);
    rows();
    at("preview").replaceChildren(...draft.entries.map(preview));
    offer();
    at("kept").textContent = drafts.keep(draft) ? "" : "This browser keeps nothing for this page: copy the text before you close it.";
  }

  /** The headings of the issue that is chosen, and names of topics. */
  function suggestHeadings() {
    const own = table.issues[at("issue").value] ?? [];
    const titles = Object.values(table.topics).map((/** @type {any} */ [title]) => title);
    at("headings").replaceChildren(...[...new Set([...own, ...titles])].map((value) => element("option", { value })));
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(at("text").value);
      at("done").textContent = "The text is copied.";
    } catch {
      at("text").select();
      at("done").textContent = "The text is selected: press Ctrl and C.";
    }
  }

  function save() {
    const blob = new Blob([at("text").value], { type: "text/markdown" });
    const link = element("a", { href: URL.createObjectURL(blob), download: at("name").textContent.split("/").pop() });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    at("done").textContent = `The file is saved: ${link.download}`;
  }

  /** @param {ClipboardEvent} event */
  function paste(event) {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    const box = /** @type {HTMLTextAreaElement} */ (event.target);
    const text = entry.fromHtml(html);
    if (!text) return;
    event.preventDefault();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let isSure = false;
  /** Empty the form; asked twice, for it cannot be undone. */
  function startAgain() {
    at("again").textContent = isSure ? "Start again" : "Press once more to empty the form";
    if (isSure) {
      drafts.forget();
      draft.entries = [blank()];
      go(0);
    }
    isSure = !isSure;
  }

  for (const field of table.fields) controls[field.name] = control(field);
  form.hidden = false;
  if (draft.issue) at("issue").value = draft.issue;
  fill();
  suggestHeadings();
  update();
  form.addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
  form.addEventListener("input", (/** @type {any} */ { target }) => {
    if (target === at("id")) isIdOwn = Boolean(target.value.trim());
    if (target === at("issue")) suggestHeadings();
    update();
  });
  form.addEventListener("focusout", (/** @type {any} */ { target }) => {
    const place = target.closest("[data-field]");
    if (place) leave(place.dataset.field);
  });
  at("words").addEventListener("paste", paste);
  at("copy").onclick = copy;
  at("save").onclick = save;
  at("again").onclick = startAgain;
  at("another").onclick = () => {
    draft.entries.push({ ...blank(), heading: draft.entries[open].heading });
    go(draft.entries.length - 1);
  };
})(globalThis.roundupEntry);
