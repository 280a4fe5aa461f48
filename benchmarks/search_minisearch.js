"use strict";
// Answers queries with MiniSearch: node search_minisearch.js < {items, queries} > [[id, ...], ...]
// Looks for the package in the folder it is run from.

const fs = require("node:fs");
const path = require("node:path");
const { createRequire } = require("node:module");

const MiniSearch = createRequire(path.join(process.cwd(), "x.js"))("minisearch");
const { items, queries } = JSON.parse(fs.readFileSync(0, "utf8"));
const index = new MiniSearch({
  fields: ["title", "source", "topic", "text"],
  searchOptions: { boost: { title: 4, source: 3, topic: 2 }, prefix: true, fuzzy: 0.2, combineWith: "AND" },
});
index.addAll(items);
const answers = queries.map((q) => {
  const found = index.search(q);
  return (found.length ? found : index.search(q, { combineWith: "OR" })).slice(0, 10).map(({ id }) => id);
});
console.log(JSON.stringify(answers));
