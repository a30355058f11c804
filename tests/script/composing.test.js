/** What an input method composes is not searched for before it is finished; words typed on a phone are. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { isHalfComposed } from "../../layouts/assets/composing.js";

const cases = /** @type {[string, boolean, string | null, boolean, boolean][]} */ ([
  ["a letter", false, "a", false, false],
  ["a letter on a touch screen", false, "a", true, false],
  ["Hangul", true, "ㅎ", false, true],
  ["Hangul on a touch screen", true, "ㅎ", true, true],
  ["Pinyin", true, "jihua", false, true],
  ["a dead key", true, "´", false, true],
  ["a word on a phone", true, "skjenketi", true, false],
  ["a word with a hyphen on a phone", true, "covid-1", true, false],
  ["a word that is taken away on a phone", true, null, true, false],
]);
for (const [name, isComposing, text, coarse, half] of cases) {
  test(name, () => {
    Object.assign(globalThis, { matchMedia: () => ({ matches: coarse }) });
    assert.equal(isHalfComposed(Object.assign(new Event("input"), { isComposing, data: text })), half);
  });
}

test("an event without more to it, as of a field that is emptied", () => {
  assert.equal(isHalfComposed(new Event("input")), false);
});
