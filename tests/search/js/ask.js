"use strict";
// Answers queries from an index: node ask.js <folder of the index> < queries.json > answers.json

const fs = require("node:fs");
const { loader, scripts } = require("./harness.js");

async function main() {
  const engine = scripts().engine(loader(process.argv[2]));
  const archive = await engine.archive();
  const answers = [];
  for (const query of JSON.parse(fs.readFileSync(0, "utf8"))) {
    const answer = await engine.query({ limit: 100000, ...query });
    const hits = await engine.hits(answer.items);
    const counts = {};
    for (const facet of archive.facets) {
      const found = facet.values.map(({ slug }, at) => [slug, answer.counts[facet.key][at]]);
      counts[facet.key] = Object.fromEntries(found.filter(([, count]) => count));
    }
    answers.push({ total: answer.total, ids: hits.map(({ id }) => id), counts, notes: answer.notes, hits });
  }
  console.log(JSON.stringify(answers));
}

main();
