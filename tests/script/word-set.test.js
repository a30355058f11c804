import assert from "node:assert/strict";
import { test } from "node:test";
import { wordSet } from "../../layouts/assets/word-set.js";

/* As kbsite/search/word_set.py packs kirke, lojal, snø and tiltak in 22 bits; tests/test_search_words.py makes it too. */
const has = wordSet("mkgjLQw6Z04vcnW78=");

test("a word of the set is known", () => {
  for (const word of ["kirke", "lojal", "snø", "tiltak"]) assert.ok(has(word), word);
});

test("others are not", () => {
  assert.deepEqual(["lokal", "virke", "planstrategi", "kommune", ""].filter(has), []);
});

test("nothing is known of nothing", () => assert.equal(wordSet("mm")("plan"), false));
