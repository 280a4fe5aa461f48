"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { scripts } = require("./harness.js");

const search = scripts();

/** The smallest index: one issue of one entry whose only word is `term`. */
function index(digest, term, name) {
  const facets = [{ key: "kind", label: "Kind", values: [], columns: [{ sets: [[]], items: "" }, { sets: [[]], items: "" }] }];
  const files = { block: 16, group: 8, hits: "aaaaa", terms: [[term, name]], places: [], spans: "s", titles: "t", words: [], english: [], columns: "c" };
  return {
    manifest: { format: 5, digest, items: 1, issues: [["2024-04", 1]], small: "the", facets, says: [], files, inline: {} },
    [`terms/${name}`]: `|${term} AA@|`,
    "hits/0-aaaaa": [["slug", `Title ${digest}`, "Text"]],
  };
}

/** A loader of files that can be replaced while a page is open. */
function served(files) {
  return {
    files,
    load: async function (name) {
      if (!(name in this.files)) throw new Error(`${name} did not load`);
      return this.files[name];
    },
  };
}

test("an archive that is published while a page is open is searched anew", async () => {
  const server = served(index("old", "care", "t1"));
  const engine = search.engine((name) => server.load(name));
  await engine.archive();
  server.files = index("new", "care", "t2");
  const answer = await engine.query({ q: "care" });
  assert.equal(answer.total, 1);
  assert.equal((await engine.hits(answer.items))[0].title, "Title new");
});

test("a file that is missing for good is an error, and the next try may work", async () => {
  const server = served(index("same", "care", "t1"));
  const engine = search.engine((name) => server.load(name));
  const kept = server.files["terms/t1"];
  delete server.files["terms/t1"];
  await assert.rejects(engine.query({ q: "care" }));
  server.files["terms/t1"] = kept;
  assert.equal((await engine.query({ q: "care" })).total, 1);
});

test("an index of another format asks for a reload", async () => {
  const files = index("x", "care", "t1");
  files.manifest.format = 1;
  await assert.rejects(search.engine((name) => served(files).load(name)).archive(), /^Error: reload$/);
});

test("beside a real word, nothing is said of letters and words of a question that no entry has", async () => {
  const engine = search.engine((name) => served(index("x", "care", "t1")).load(name));
  const notes = async (request) => (await engine.query({ plain: true, ...request })).notes.map(({ is, words }) => `${is} ${words.join(" ")}`);
  assert.deepEqual(await notes({ q: "am i care" }), []);
  assert.deepEqual(await notes({ q: "care WHO zebra 7" }), ["unknown who", "unknown zebra", "unknown 7"]);
  assert.deepEqual(await notes({ q: "care i", plain: false, typing: true }), []);
  // Alone they are all that was asked for; nothing is found by leaving them out.
  assert.deepEqual(await notes({ q: "am i" }), ["unknown am", "unknown i"]);
  assert.equal((await engine.query({ q: "am i", plain: true })).total, 0);
});

test("small words alone find nothing and say why", async () => {
  const engine = search.engine((name) => served(index("x", "care", "t1")).load(name));
  const answer = await engine.query({ q: "the" });
  assert.deepEqual([answer.total, answer.notes[0].is], [0, "small"]);
});

test("a hit never carries an address that would run", () => {
  const archive = { issues: [{ id: "2024-04", date: "April 2024", page: "p.html" }], issueOf: [0], facets: [], says: [] };
  const hit = search.hit(archive, 0, ["s", "T", "x", "", "javascript:alert(1)", "data:text/html,x"]);
  assert.deepEqual([hit.target, hit.archived, hit.address], ["", "", "p.html#item-2024-04-s"]);
  const broken = search.hit(archive, 0, ["s", "T", "x", "", "https://[::1", "https://example.org/a"]);
  assert.deepEqual([broken.target, broken.archived], ["", "https://example.org/a"]);
});

test("the first of an order are the first of the whole order", () => {
  const issueOf = Uint16Array.from({ length: 300 }, (_, item) => Math.floor(item / 7));
  const scores = Float32Array.from({ length: 300 }, (_, item) => (item * 37) % 11);
  const items = Int32Array.from({ length: 300 }, (_, item) => item);
  const newest = (a, b) => issueOf[b] - issueOf[a] || a - b;
  const best = (a, b) => scores[b] - scores[a] || newest(a, b);
  for (const [order, compare] of [["newest", newest], ["best", best], ["oldest", (a, b) => a - b]]) {
    const expected = [...items].sort(compare).slice(0, 25);
    assert.deepEqual(search.first({ issueOf }, items, scores, order, 25), expected, order);
  }
});
