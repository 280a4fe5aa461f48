"use strict";
// Reads exact searches, writes them, and reads them again: node boolean.js <folder of the index> < texts.json
// Prints of each its text as written, the tree, the tree of that text, and whether it is taken as exact.

const fs = require("node:fs");
const { loader, scripts } = require("./harness.js");

/** Take out what only tells where brackets stood. */
const plain = (tree) => tree && { ...tree, closed: undefined, parts: tree.parts?.map(plain) };

/** Join lists within lists of the same kind, which mean the same. */
function flat(tree) {
  if (!tree?.parts) return tree;
  const parts = tree.parts.map(flat).flatMap((part) => (part.op === tree.op && tree.op !== "not" ? part.parts : [part]));
  return { ...tree, parts };
}

async function main() {
  const search = scripts();
  const load = loader(process.argv[2]);
  const archive = await search.engine(load).archive();
  const { parse, exact, fieldsOf } = await load("boolean");
  await load("builder");
  const fields = [...fieldsOf(archive).keys()];
  const rows = JSON.parse(fs.readFileSync(0, "utf8")).map((given) => {
    const { tree } = parse(given, fields);
    const text = exact(tree, archive);
    const again = parse(text, fields).tree;
    const same = exact(again, archive);
    const lines = search.linesOf(tree);
    const shown = lines && flat(plain(search.treeOf(lines)));
    return { text, same, lines: shown, tree: flat(plain(tree)), again: flat(plain(again)), exact: search.isExact(archive, text) };
  });
  console.log(JSON.stringify(rows));
}

main();
