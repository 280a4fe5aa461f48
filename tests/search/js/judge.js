"use strict";
// Measures how well queries with known answers are answered.
// Run by itself: node judge.js <folder of an index> <judged.json> [tuning|unseen] [--all]

const fs = require("node:fs");
const { scripts, loader } = require("./harness.js");

/** Return recall in the first ten and reciprocal rank of the first hit, each the mean over queries. */
async function judge(engine, queries) {
  const rows = [];
  for (const { q, relevant } of queries) {
    const answer = await engine.query({ q, limit: 10 });
    const found = (await engine.cards(answer.items)).map(({ id }) => id);
    const rank = found.findIndex((id) => relevant.includes(id)) + 1;
    const missed = relevant.filter((id) => !found.includes(id));
    rows.push({ q, recall: 1 - missed.length / relevant.length, rr: rank ? 1 / rank : 0, missed, found });
  }
  const mean = (key) => rows.reduce((sum, row) => sum + row[key], 0) / rows.length;
  return { recall: mean("recall"), mrr: mean("rr"), rows };
}

module.exports = { judge };

if (require.main === module) {
  const [folder, file, set = "tuning", all] = process.argv.slice(2);
  judge(scripts().engine(loader(folder)), JSON.parse(fs.readFileSync(file, "utf8"))[set]).then(({ recall, mrr, rows }) => {
    for (const row of rows) if (all || row.recall < 1 || row.rr < 1) console.log(row);
    console.log({ recall, mrr });
  });
}
