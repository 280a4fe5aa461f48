"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { scripts } = require("./harness.js");

const search = scripts();
const shown = (text, marks, whole) =>
  search.snippet(text, marks, whole).map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join("");

test("words are marked by their stem, phrases as a whole", () => {
  assert.equal(shown("The ‘vaping’ of children's friends", ["vape", "child"]), "The ‘[vaping]’ of [children's] friends");
  assert.equal(shown("county lines, lines", ["counti line"]), "[county lines], lines");
  assert.equal(shown("‘sextortion’ (sexual extortion)", ["sextort", "sexual extort"]), "‘[sextortion]’ ([sexual extortion])");
  assert.equal(shown("sextortion and sex", ["sextor*"]), "[sextortion] and sex");
});

test("a long text is cut to where the words are, and says so", () => {
  const text = `${"before ".repeat(100)}ketamine ${"after ".repeat(100)}`;
  const cut = shown(text, ["ketamin"]);
  assert.match(cut, /^… (before ){10}\[ketamine\] (after )+/);
  assert.match(cut, / …$/);
  assert.ok(cut.split(" ").length < 60);
  assert.equal(shown(text, [], true), text);
});

test("no letter is lost or added", () => {
  const text = "Zoë’s “café” – R&D; C&YP Now's 16–17s … <b>x</b>";
  assert.equal(search.snippet(text, ["zoe", "now", "b"]).map((piece) => piece.text).join(""), text);
});

test("an address is read and written without loss", () => {
  const address = "?q=county+lines&topic=missing&topic=neglect&kind=report&year=2024&sort=newest&show=30&verbatim=1";
  const state = search.readState(address);
  assert.deepEqual({ ...state.filters }, { topic: ["missing", "neglect"], kind: ["report"], year: ["2024"] });
  assert.equal(search.writeState(state), address);
  assert.equal(search.writeState(search.readState("")), "");
});

test("a title leads to the entry's own page, and into its issue where there are no such pages", () => {
  const hit = { id: "2024-04/a", address: "issues/2024-04.html#item-2024-04-a" };
  assert.equal(search.placeOf(hit, "e"), "e/2024-04/a.html");
  assert.equal(search.placeOf(hit, undefined), hit.address);
});

test("nonsense in an address is left out", () => {
  const state = search.readState("?q=%3Cb%3E&sort=up&show=99999&topic=&topic=a&topic=a");
  assert.deepEqual({ ...state, filters: { ...state.filters } }, { q: "<b>", filters: { topic: ["a"] }, sort: undefined, show: 1000, verbatim: false });
});
