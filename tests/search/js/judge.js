"use strict";
// Measures how well queries with known answers are answered.
// Run by itself: node judge.js <folder of an index> <judged.json> tuning|unseen

const fs = require("node:fs");
const { scripts, loader } = require("./harness.js");

/** Return recall in the first ten and reciprocal rank of the first hit, each the mean over queries. */
async function judge(engine, queries) {
  const rows = [];
  for (const { q, relevant } of queries) {
    const answer = await engine.query({ q, limit: 10 });
    const found = (await engine.hits(answer.items)).map(({ id }) => id);
    const rank = found.findIndex((id) => relevant.includes(id)) + 1;
    const missed = relevant.filter((id) => !found.includes(id));
    rows.push({ q, recall: 1 - missed.length / relevant.length, rr: rank ? 1 / rank : 0, missed, found });
  }
  const mean = (key) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  return { recall: mean("recall"), mrr: mean("rr"), rows };
}

module.exports = { judge };

if (require.main === module) {
  const [folder, file, set] = process.argv.slice(2);
  const queries = JSON.parse(fs.readFileSync(file, "utf8"))[set];
  judge(scripts().engine(loader(folder)), queries).then((figures) => console.log(JSON.stringify(figures, null, 1)));
}
