import assert from "node:assert/strict";
import { test } from "node:test";
import { frequentWords } from "../../layouts/assets/frequent.js";

/* As kbsite/search/frequent.py packs kirke, lojal, snø and tiltak; tests/test_search_words.py makes it too. */
const isFrequent = frequentWords("yycXtA==");

test("a common word is known", () => {
  for (const word of ["kirke", "lojal", "snø", "tiltak"]) assert.ok(isFrequent(word), word);
});

test("most other words are not", () => {
  assert.deepEqual(["lokal", "virke", "planstrategi", "kommune"].filter(isFrequent), []);
});

test("nothing is known of nothing", () => assert.equal(frequentWords("")("plan"), false));
