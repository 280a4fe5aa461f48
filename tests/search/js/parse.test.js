"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");
const { scripts } = require("./harness.js");

const search = scripts();
const parsed = (text) => search.parse(text).map(({ is, words }) => `${is}:${words.join(" ")}`);

test("words, phrases, beginnings and words left out are told apart", () => {
  assert.deepEqual(parsed('ketamine -bladder "cost of living" safeguard*'), [
    "word:ketamine",
    "not:bladder",
    "phrase:cost of living",
    "beginning:safeguard",
  ]);
});

test("hyphens and apostrophes make no difference", () => {
  assert.deepEqual(parsed("looked-after children's"), parsed("looked after childrens"));
});

test("a minus with several words leaves out the phrase", () => {
  assert.deepEqual(parsed('-"cost of living" -looked-after'), ["not:cost of living", "not:looked after"]);
});

test("curly quotation marks, and one that is not closed, begin a phrase", () => {
  assert.deepEqual(parsed("“county lines” now"), ["phrase:county lines", "word:now"]);
  assert.deepEqual(parsed('"county li'), ["phrase:county li"]);
});

test("signs alone mean nothing", () => {
  assert.deepEqual(parsed(' - -- "" * ?! '), []);
});

test("neighbouring words that are a name become one part; small words go", () => {
  const archive = { small: new Set(["in", "of"]), labels: new Map([["children in care", [{}]]]) };
  const grouped = search.group(search.parse("exploitation of children in care"), archive);
  assert.deepEqual(grouped.map(({ is, words }) => `${is}:${words.join(" ")}`), [
    "word:exploitation",
    "name:children in care",
  ]);
});
