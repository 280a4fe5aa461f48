"use strict";
// Folds and stems texts as the page does: node stems.js < texts.json > [[words, stems], ...]

const fs = require("node:fs");
const { scripts } = require("./harness.js");

const search = scripts();
const texts = JSON.parse(fs.readFileSync(0, "utf8"));
const rows = texts.map((text) => search.words(text)).map((words) => [words, words.map(search.stem)]);
console.log(JSON.stringify(rows));
