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

test("a dash of a phone or of Word is a minus; one between words is none", () => {
  assert.deepEqual(parsed("children \u2013missing \u2212gangs \u2014care"), ["word:children", "not:missing", "not:gangs", "not:care"]);
  assert.deepEqual(parsed("risk \u2013 harm"), ["word:risk", "word:harm"]);
});

test("AND, OR and NOT are read where they are written large", () => {
  const archive = { small: new Set(["in", "the"]), labels: new Map([["counti line", [{}]]]) };
  const grouped = (text) =>
    search.group(search.parse(text), archive).map(({ is, or, words }) => `${or ? "or " : ""}${is}:${words.join(" ")}`);
  assert.deepEqual(grouped("school NOT exclusion"), ["word:school", "not:exclusion"]);
  assert.deepEqual(grouped("school NOT county lines"), ["word:school", "not:county lines"]);
  assert.deepEqual(grouped("children NOT in the care"), ["word:children", "not:in the care"]);
  assert.deepEqual(grouped('missing OR gangs AND "county lines"'), ["word:missing", "or word:gangs", "phrase:county lines"]);
  assert.deepEqual(grouped('police NOT "stop and search"'), ["word:police", "not:stop and search"]);
  assert.deepEqual(grouped("missing or gangs"), ["word:missing", "word:or", "word:gangs"]);
});

test("numbers are read as people write them", () => {
  assert.deepEqual(parsed("83 per cent"), parsed("83%"));
  assert.deepEqual(parsed("2023/24"), ["word:2023", "word:2024"]);
  assert.deepEqual(parsed("£105m"), parsed("105 million"));
  assert.deepEqual(parsed("15th March"), parsed("15 March"));
});

test("the words of a question are left out of a sentence, and a word said twice counts once", () => {
  const archive = { small: new Set(["to", "the"]), labels: new Map() };
  const grouped = (text) => search.group(search.parse(text), archive).map(({ words }) => words.join(" "));
  assert.deepEqual(grouped("how do I talk to parents about sextortion"), ["parents", "sextortion"]);
  assert.deepEqual(grouped("who knows"), ["who", "knows"]);
  assert.deepEqual(grouped("how do I do what"), ["how", "do", "i", "what"]);
  assert.deepEqual(grouped("care care care"), ["care"]);
});

test("what looks like a command of another search is named", () => {
  assert.deepEqual(search.unclear("(site:missing gangs) NEAR/5 police"), ["(", "site:", ")", "NEAR/5"]);
  assert.deepEqual(search.unclear("the topic of: gangs near me"), []);
});

test("signs alone mean nothing", () => {
  assert.deepEqual(parsed(' - -- "" * ?! '), []);
});

test("neighbouring words that are a name become one part; small words go", () => {
  const archive = { small: new Set(["in", "of"]), labels: new Map([["child in care", [{}]]]) };
  const grouped = search.group(search.parse("exploitation of children in care"), archive);
  assert.deepEqual(grouped.map(({ is, words }) => `${is}:${words.join(" ")}`), [
    "word:exploitation",
    "name:children in care",
  ]);
});

test("the last word may go on while somebody types, an abbreviation is no slip", () => {
  const last = (text) => search.parse(text, true).at(-1);
  assert.equal(last("county lin").unfinished, true);
  assert.equal(last("county lines ").unfinished, undefined);
  assert.equal(search.parse("NRM")[0].acronym, true);
  assert.equal(search.parse("nrm")[0].acronym, undefined);
});
