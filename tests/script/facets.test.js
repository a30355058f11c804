/** Which pages match the filters, and how many hits each value would give. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { facetCounts, groupHits, matchesFilters } from "../../layouts/assets/facets.js";

/** @typedef {import("../../layouts/assets/find.js").Filters} Filters */

/** The pages of each value; f has none, and b, c and d are of one article. */
const PAGES = {
  kind: { Artikkel: "abcd", Kronikk: "e", Aktuelt: "" },
  theme: { Rus: "ae", Plan: "bce" },
};
const MEMBERS = new Map(
  Object.entries(PAGES).map(([name, values]) => [
    name,
    new Map(Object.entries(values).map(([value, ids]) => [value, new Set(ids)])),
  ]),
);
const ARTICLES = new Map([..."bcd"].map((id) => [id, "b"]));

/**
 * @param {Filters} filters
 * @param {string} [left]
 */
function matching(filters, left) {
  return [..."abcdef"].filter((id) => matchesFilters(id, filters, MEMBERS, left)).join("");
}

/**
 * @param {Filters} filters
 * @param {string} [ids]
 * @param {number} [most]
 */
function counts(filters, ids = "abcdef", most = 9) {
  return facetCounts([...ids], filters, MEMBERS, (pages) => groupHits(pages, ARTICLES, most).size);
}

for (const [filters, pages] of /** @type {[Filters, string][]} */ ([
  [{}, "abcdef"],
  [{ kind: [] }, "abcdef"],
  [{ kind: ["Artikkel"] }, "abcd"],
  [{ kind: ["Artikkel", "Kronikk"] }, "abcde"],
  [{ kind: ["Artikkel"], theme: ["Rus"] }, "a"],
  [{ kind: ["Artikkel", "Kronikk"], theme: ["Rus", "Plan"] }, "abce"],
  [{ kind: ["Aktuelt"] }, ""],
  [{ kind: ["finnes ikke"] }, ""],
  [{ "finnes ikke": ["Rus"] }, ""],
])) {
  test(`values of one filter are alternatives, and all filters hold: ${JSON.stringify(filters)}`, () => {
    assert.equal(matching(filters), pages);
  });
}

test("one filter may be left out", () => {
  assert.equal(matching({ kind: ["Kronikk"], theme: ["Plan"] }, "kind"), "bce");
});

test("counts say what each value would give with the other filters", () => {
  assert.deepEqual(counts({}), { kind: { Artikkel: 4, Kronikk: 1, Aktuelt: 0 }, theme: { Rus: 2, Plan: 3 } });
  assert.deepEqual(counts({ kind: ["Kronikk"] }), {
    kind: { Artikkel: 4, Kronikk: 1, Aktuelt: 0 },
    theme: { Rus: 1, Plan: 1 },
  });
  assert.deepEqual(counts({}, "ae"), { kind: { Artikkel: 1, Kronikk: 1, Aktuelt: 0 }, theme: { Rus: 2, Plan: 1 } });
  assert.deepEqual(counts({}, "").theme, { Rus: 0, Plan: 0 });
});

test("each count is kept when its value is chosen", () => {
  const values = Object.entries(PAGES).flatMap(([name, of]) => Object.keys(of).map((value) => ({ name, value })));
  const pairs = values.flatMap((one, at) => values.slice(at + 1).map((other) => [one, other]));
  for (const chosen of [[], ...values.map((each) => [each]), ...pairs]) {
    /** @type {Filters} */
    const filters = {};
    for (const { name, value } of chosen) filters[name] = [...(filters[name] ?? []), value];
    for (const { name, value } of values) {
      assert.equal(counts(filters)[name][value], matching({ ...filters, [name]: [value] }).length);
    }
  }
});

for (const [ids, most, hits] of /** @type {[string, number, string][]} */ ([
  ["", 2, ""],
  ["abc", 2, "a b c"],
  ["abcd", 2, "a b+d c"],
  ["dbc", 1, "d+bc"],
  ["fcadeb", 1, "f c+db a e"],
  ["bcd", 3, "b c d"],
  ["aef", 1, "a e f"],
])) {
  test(`of an article ${most} pages are hits, and others are folded into the first: ${ids}`, () => {
    const found = [...groupHits(ids, ARTICLES, most)];
    assert.equal(found.map(([hit, folded]) => [hit, folded.join("")].filter(Boolean).join("+")).join(" "), hits);
  });
}

test("a count says how many hits there are", () => {
  assert.equal(counts({}, "abcd", 2).kind.Artikkel, 3);
});
