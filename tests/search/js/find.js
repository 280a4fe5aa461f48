"use strict";
// Looks for each entry of an index by its name, as the page of a pack does: node find.js <folder of the index>
// Prints, for each entry in order, whether it is in the block of hits that it is said to be in.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { loader, scripts } = require("./harness.js");

const FILE = path.join(__dirname, "../../../_ext/sphinx_roundup/html/client/pack-find.js");

async function main() {
  vm.runInThisContext(fs.readFileSync(FILE, "utf8"), { filename: FILE });
  const search = scripts();
  const load = loader(process.argv[2]);
  const { manifest, hit } = await search.open(load);
  const { issues } = search.archive(manifest);
  const row = await load(`finder/${manifest.files.finder}`);
  const { block } = manifest.files;
  const right = [];
  for (const issue of issues) {
    for (let item = issue.first; item < issue.first + issue.size; item++) {
      const [slug] = await hit(item);
      const said = globalThis.roundupPack.place(row, slug, issues, issue);
      right.push(said === Math.floor(item / block) - Math.floor(issue.first / block));
    }
  }
  console.log(JSON.stringify(right));
}

main();
