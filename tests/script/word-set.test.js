import assert from "node:assert/strict";
import { test } from "node:test";
import { bloomFilter } from "../../layouts/assets/bloom.js";

/* As kbsite/search/bloom.py packs kirke, lojal, snø and tiltak; tests/test_search_words.py makes it too. */
const has = bloomFilter("yycXtA==");

test("a word of the set is known", () => {
  for (const word of ["kirke", "lojal", "snø", "tiltak"]) assert.ok(has(word), word);
});

test("most other words are not", () => {
  assert.deepEqual(["lokal", "virke", "planstrategi", "kommune"].filter(has), []);
});

test("nothing is known of nothing", () => assert.equal(bloomFilter("")("plan"), false));
