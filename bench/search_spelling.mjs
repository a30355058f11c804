/** Asks the search's own modules what each word becomes: `{ folder, words }` on stdin, the folder of an edition, on stdout for each what it is
 * changed into, "" for nothing, and what else is looked for as the same word. */

import { readFileSync } from "node:fs";
import { language } from "../layouts/assets/question.js";
import { wordSet } from "../layouts/assets/word-set.js";
import { lexicon, unpack } from "../layouts/assets/lexicon.js";

const { folder, words } = JSON.parse(readFileSync(0, "utf8"));
const read = (name) => JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
const { words: listed, frequent, ...others } = read("vanlige.json");
const rest = { ...others, words: lexicon(unpack(listed)), isFrequent: wordSet(frequent) };
const { understand } = language(read("ord.json"), [], new Set(), async () => rest);
const answers = [];
for (const word of words) {
  const { corrected, concepts } = await understand(word, false, async () => false);
  const also = concepts.flatMap(({ alternatives }) => alternatives).filter(({ weight }) => weight < 1 && weight >= 0.9);
  answers.push({ corrected, also: also.flatMap(({ words: each }) => each) });
}
process.stdout.write(JSON.stringify(answers));
