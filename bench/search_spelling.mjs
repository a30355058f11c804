/** Asks the search's own modules what each word becomes: `{ folder, words }` on stdin, a list of words or "" on stdout. */

import { readFileSync } from "node:fs";
import { language } from "../layouts/assets/question.js";
import { frequentWords } from "../layouts/assets/frequent.js";

const { folder, words } = JSON.parse(readFileSync(0, "utf8"));
const read = (name) => JSON.parse(readFileSync(`${folder}/sok/${name}`, "utf8"));
const isFrequent = frequentWords(read("vanlige.json"));
const { understand } = language(read("ord.json"), [], new Set(), async (word) => isFrequent(word));
const answers = [];
for (const word of words) {
  const { corrected } = await understand(word, false, async () => false);
  answers.push(corrected);
}
process.stdout.write(JSON.stringify(answers));
