"use strict";
// Run the script of the page on entries from the input; print the file of each, and what it says of it.

const fs = require("node:fs");
const vm = require("node:vm");

const { script, entries } = JSON.parse(fs.readFileSync(0, "utf8"));
vm.runInThisContext(script);
const { judge, fileText, fileName } = globalThis.roundupEntry;
const told = entries.map((one) => {
  const text = fileText(one.issue, [one]);
  return { text, name: fileName(one.issue, text), found: judge(one) };
});
process.stdout.write(JSON.stringify(told));
