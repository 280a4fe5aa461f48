"use strict";
// Writes an index's entries in every format, as a page does: node agree.js <site> > formats.json
// Formats of the whole; those of each issue, by its id; and ready text of each reference.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");
const { loader, scripts } = require("../search/js/harness.js");

async function main() {
  const site = process.argv[2];
  const file = path.join(site, "cite/references.js");
  vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
  const engine = scripts().engine(loader(path.join(site, "search")));
  const archive = await engine.archive();
  const { items } = await engine.query({ limit: 100000, sort: "oldest" });
  const hits = await engine.hits(items);
  const cite = globalThis.roundupCite;
  const every = Object.entries(cite.formats);
  const formats = (found) => Object.fromEntries(every.map(([name, { text }]) => [name, text(found)]));
  const issues = {};
  for (const issue of archive.issues) {
    const own = await engine.hits(Array.from({ length: issue.size }, (_, at) => issue.first + at));
    issues[issue.id] = formats({ hits: own, archive, issue });
  }
  const references = hits.flatMap((hit) => cite.references(hit, archive));
  const styles = Object.entries(cite.styles).map(([name, style]) => [name, references.map((one) => style(one))]);
  console.log(JSON.stringify({ ...formats({ hits, archive }), ...Object.fromEntries(styles), issues }));
}

main();
