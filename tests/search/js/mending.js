"use strict";
// Tells what the search does with words alone: node mending.js <folder of the index> < words.json
// > [[word it was corrected to, or null, and how many entries it shows], ...]

const fs = require("node:fs");
const { loader, scripts } = require("./harness.js");

async function main() {
  const engine = scripts().engine(loader(process.argv[2]));
  const rows = [];
  for (const q of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const { notes, total } = await engine.query({ q });
    const corrected = notes.find(({ is }) => is === "corrected");
    rows.push([corrected?.names[0] ?? null, total]);
  }
  console.log(JSON.stringify(rows));
}

main();
