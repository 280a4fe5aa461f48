"use strict";
// Loads the scripts as a page does, and an index from a folder.

const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const SCRIPTS = path.join(__dirname, "../../../_ext/sphinx_roundup/search/client");

/** These need a page: they are tested in a browser. */
const BROWSER = /view\/(dom|results|notices|filters|page)/;

/** Run the engine's scripts, in the order of the page, and return what they offer. */
function scripts() {
  if (!globalThis.roundupSearch) {
    const order = fs.readFileSync(path.join(SCRIPTS, "order.txt"), "utf8").split("\n");
    for (const name of order.filter((line) => line && !BROWSER.test(line))) {
      const file = path.join(SCRIPTS, name);
      vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
    }
  }
  return globalThis.roundupSearch;
}

/** Return a loader that reads index files from a folder. */
function loader(folder) {
  const arrived = new Map();
  globalThis.searchShard = (name, payload) => arrived.set(name, payload);
  return async (name) => {
    const later = path.join(SCRIPTS, "on-demand", `${name}.js`);
    const file = fs.existsSync(later) ? later : path.join(folder, `${name}.js`);
    if (!arrived.has(name)) vm.runInThisContext(fs.readFileSync(file, "utf8"));
    return arrived.get(name);
  };
}

module.exports = { scripts, loader };
