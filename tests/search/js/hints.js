"use strict";
// Tells of texts whether they ask for help, and which topics are near: node hints.js <folder of the index> < texts.json

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { loader, scripts } = require("./harness.js");

async function main() {
  const search = scripts();
  const load = loader(path.join(process.argv[2], "search"));
  vm.runInThisContext(fs.readFileSync(path.join(process.argv[2], "advice.js"), "utf8"));
  await load("hints");
  const archive = await search.engine(load).archive();
  const rows = JSON.parse(fs.readFileSync(0, "utf8")).map((q) => ({
    help: search.asksForHelp(q),
    near: search.nearTopics(archive, q).map(({ value }) => value.slug),
  }));
  console.log(JSON.stringify(rows));
}

main();
