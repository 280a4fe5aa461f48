"use strict";

const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");
const { scripts } = require("./harness.js");

const search = scripts();
const golden = (name) => require(path.join("../golden", `${name}.json`));

test("words and stems are those that Python makes", () => {
  for (const { text, words, stems } of golden("words")) {
    assert.deepEqual(search.words(text), words, text);
    assert.deepEqual(words.map(search.stem), stems, text);
  }
});

test("numbers are read as Python wrote them", () => {
  for (const { numbers, text } of golden("numbers")) assert.deepEqual(search.numbers(text), numbers);
});

test("a run of postings begins with the distance to the issue before", () => {
  const issues = [{ first: 0 }, { first: 3 }, { first: 5 }];
  const found = [];
  search.postings("AAC!?CB@", issues, (item, fit) => found.push([item, Math.round(fit * 15)]));
  assert.deepEqual(found, [[0, 0], [2, 14], [6, 15]]);
});

test("places count on from the start of their issue", () => {
  assert.deepEqual(search.places("AAC!BB", [0, 10]), [0, 2, 11]);
});

test("a row is found by its whole key", () => {
  const shard = "|abus x|abuse y|be z|";
  assert.equal(search.row(shard, "abus"), "x");
  assert.equal(search.row(shard, "abuse"), "y");
  assert.equal(search.row(shard, "b"), undefined);
});
