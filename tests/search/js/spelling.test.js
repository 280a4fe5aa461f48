"use strict";

const assert = require("node:assert/strict");
const path = require("node:path");
const { test } = require("node:test");
const { loader, scripts } = require("./harness.js");

scripts();
const spelling = loader(__dirname)("spelling");
const KNOWN = [["exploited", 5], ["exploit", 4], ["safeguarding", 9], ["care", 9], ["cares", 1], ["ketamine", 2]];

test("one or two slips are mended, the more frequent word wins", async () => {
  const { nearest } = await spelling;
  assert.equal(nearest("exploted", KNOWN), "exploited");
  assert.equal(nearest("safegaurding", KNOWN), "safeguarding");
  assert.equal(nearest("caer", KNOWN), "care");
  assert.equal(nearest("ketamin", KNOWN), "ketamine");
});

test("what is too far away, too short or a number is left alone", async () => {
  const { nearest } = await spelling;
  assert.equal(nearest("zzzz", KNOWN), null);
  assert.equal(nearest("car", KNOWN), null);
  assert.equal(nearest("2023", [["2024", 9]]), null);
});

test("the vocabulary is read as Python wrote it", async () => {
  const { vocabulary } = await spelling;
  assert.deepEqual(vocabulary("AabuseCFdBAcareA"), [["abuse", 2], ["abused", 1], ["care", 0]]);
});

test("the file is where the page looks for it", () => {
  assert.ok(require.resolve(path.join(__dirname, "../../../_ext/sphinx_roundup/search/client/spelling.js")));
});
