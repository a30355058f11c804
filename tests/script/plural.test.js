import assert from "node:assert/strict";
import { test } from "node:test";

import { counted } from "../../layouts/assets/plural.js";

/**
 * @param {string} lang
 * @param {() => void} run
 */
function onPageIn(lang, run) {
  const before = globalThis.document;
  globalThis.document = /** @type {Document} */ ({ documentElement: { lang } });
  try {
    run();
  } finally {
    globalThis.document = before;
  }
}

const WORDS = { n: "other", n_one: "one", n_two: "two", n_few: "few" };

for (const [lang, n, said] of /** @type {[string, number, string][]} */ ([
  ["en", 1, "one"],
  ["en", 2, "other"],
  ["ar", 2, "two"],
  ["ar", 7, "few"],
  ["ar", 11, "other"],
  ["pl", 3, "few"],
  ["sr-Latn", 3, "few"],
])) {
  test(`${n} in ${lang} has the form ${said}`, () => {
    onPageIn(lang, () => assert.equal(counted(WORDS, "n", n), said));
  });
}

test("words without forms are the same for each number", () => {
  onPageIn("ar", () => assert.deepEqual([1, 2, 3].map((n) => counted({ n: "n" }, "n", n)), ["n", "n", "n"]));
  onPageIn("ar", () => assert.equal(counted({}, "n", 1), ""));
});
