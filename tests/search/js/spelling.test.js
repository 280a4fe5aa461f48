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
  assert.deepEqual(nearest("exploted", KNOWN), ["exploited"]);
  assert.deepEqual(nearest("safegaurding", KNOWN), ["safeguarding"]);
  assert.deepEqual(nearest("caer", KNOWN), ["care"]);
  assert.deepEqual(nearest("ketamin", KNOWN), ["ketamine"]);
});

test("what is too far away, too short or a number is left alone", async () => {
  const { nearest } = await spelling;
  assert.deepEqual(nearest("zzzz", KNOWN), []);
  assert.deepEqual(nearest("car", KNOWN), []);
  assert.deepEqual(nearest("2023", [["2024", 9]]), []);
});

test("the file is where the page looks for it", () => {
  assert.ok(require.resolve(path.join(__dirname, "../../../_ext/sphinx_roundup/search/client/on-demand/spelling.js")));
});
