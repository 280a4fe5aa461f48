"use strict";
// Formats CSL-JSON by citeproc-js: node format.js <folder of styles> < references.json > formatted.json

const fs = require("node:fs");
const path = require("node:path");
const { plugins } = require("@citation-js/core");
require("@citation-js/plugin-csl");
const CSL = require("citeproc");

const items = JSON.parse(fs.readFileSync(0, "utf8"));
const known = new Map(items.map((item) => [item.id, item]));
const locale = plugins.config.get("@csl").locales.get("en-US");
const formatted = {};
for (const style of ["harvard-cite-them-right", "apa"]) {
  const text = fs.readFileSync(path.join(process.argv[2], `${style}.csl`), "utf8");
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => known.get(id) }, text, "en-GB", true);
  engine.updateItems([...known.keys()]);
  const [{ entry_ids: ids }, entries] = engine.makeBibliography();
  formatted[style] = Object.fromEntries(ids.map(([id], at) => [id, entries[at]]));
}
console.log(JSON.stringify(formatted));
