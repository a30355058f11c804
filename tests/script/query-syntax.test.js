/** What stands in a query beside words: quotation marks, minuses and sections of laws. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { parseQuery, tokenize } from "../../layouts/assets/query-syntax.js";

const left = (/** @type {string} */ query) => tokenize(parseQuery(query).rest);

for (const marked of ['"Plan og tid"', "«plan og tid»", "“plan og tid”", "”plan og tid”", "„plan og tid“"]) {
  test(`what is in quotation marks of any kind must stand there: ${marked}`, () => {
    assert.deepEqual(parseQuery(`ny ${marked} rus`).phrases, ["plan og tid"]);
    assert.deepEqual(left(`ny ${marked} rus`), ["ny", "plan", "og", "tid", "rus"]);
  });
}

test("there may be several phrases close together", () => {
  assert.deepEqual(parseQuery('"a b""c d" « e »').phrases, ["a b", "c d", "e"]);
  assert.deepEqual(left('x"a b"y'), ["x", "a", "b", "y"]);
});

for (const query of ['"plan', 'plan"', '"', '""', '" "', "«»", '"?"', '-"–"']) {
  test(`quotation marks without a pair or a word are none: ${query}`, () => {
    const { phrases, without } = parseQuery(query);
    assert.deepEqual({ phrases, without }, { phrases: [], without: [] });
  });
}

for (const [query, without, rest] of /** @type {[string, string[], string[]][]} */ ([
  ["plan -rus", ["rus"], ["plan"]],
  ["-rus plan", ["rus"], ["plan"]],
  ["plan -Rus -øl", ["rus", "øl"], ["plan"]],
  ["plan -covid-19", ["covid-19"], ["plan"]],
  ['plan -"ny øl"', ["ny øl"], ["plan"]],
  ["plan -«ny øl» tid", ["ny øl"], ["plan", "tid"]],
  ["plan - rus", [], ["plan", "rus"]],
  ["slt-arbeid", [], ["slt", "arbeid"]],
  ["rus- og alkohol", [], ["rus", "og", "alkohol"]],
  ["plan- og bygningsloven", [], ["plan", "og", "bygningsloven"]],
  ["plan –rus", [], ["plan", "rus"]],
  ["plan -2026", [], ["plan", "2026"]],
  ["-", [], []],
])) {
  test(`a minus before a word or a phrase excludes it: ${query}`, () => {
    assert.deepEqual(parseQuery(query).without, without);
    assert.deepEqual(left(query), rest);
    assert.deepEqual(parseQuery(query).phrases, []);
  });
}

for (const [query, sections, rest] of /** @type {[string, string[], string[]][]} */ ([
  ["§ 11-1", ["11-1"], []],
  ["§11-1", ["11-1"], []],
  ["§§ 11-1 og 11-2", ["11-1", "11-2"], ["og"]],
  ["paragraf 5", ["5"], []],
  ["Paragrafen 5", ["5"], []],
  ["§ 7", ["7"], []],
  ["§ 1-7d", ["1-7d"], []],
  ["§ 1-7 d", ["1-7d"], []],
  ["§ 1-7 D.", ["1-7d"], []],
  ["3–9", ["3-9"], []],
  ["§ 3–9 b", ["3-9b"], []],
  ["11-1", ["11-1"], []],
  ["pbl 11-1, rus", ["11-1"], ["pbl", "rus"]],
  ["(11-1)", ["11-1"], []],
  ["11-1 11-2", ["11-1", "11-2"], []],
  ["§ 11-1 i plan", ["11-1"], ["i", "plan"]],
  ["§ 5 i folkehelseloven", ["5"], ["i", "folkehelseloven"]],
  ["§ 5i", ["5i"], []],
  ["§ 5 og", ["5"], ["og"]],
  ["folkehelseloven 5", [], ["folkehelseloven", "5"]],
  ["paragraf", [], ["paragraf"]],
  ["§", [], []],
  ["2025-2030", [], ["2025", "2030"]],
  ["plan 2025–2030", [], ["plan", "2025", "2030"]],
  ["22-33-44", [], ["22", "33", "44"]],
  ["tlf 22 33 44 55", [], ["tlf", "22", "33", "44", "55"]],
  ["1-2-2026", [], ["1", "2", "2026"]],
  ["covid-19", [], ["covid19"]],
  ["IS-2824", [], ["is2824"]],
  ["R.O.P.", [], ["rop"]],
  ["r.o.p", [], ["rop"]],
  ["S.K. bl.a. m.m.", [], ["sk", "bl", "a", "m", "m"]],
  ["10 000", [], ["10000"]],
  ["10.000", [], ["10000"]],
  ["1.000.000 kr", [], ["1000000", "kr"]],
  ["a11-1", [], ["a11", "1"]],
  ["11-1abc", [], ["11", "1abc"]],
])) {
  test(`sections are told from other numbers: ${query}`, () => {
    assert.deepEqual(parseQuery(query).sections, sections);
    assert.deepEqual(left(query), rest);
  });
}

test("a section in quotation marks is both", () => {
  assert.deepEqual(parseQuery('"§ 11-1"').phrases, ["§ 11-1"]);
  assert.deepEqual(parseQuery('"§ 11-1"').sections, ["11-1"]);
});

test("decomposed letters are the same letters", () => {
  const query = 'råd -Åse "ny måte" ønske';
  assert.deepEqual(parseQuery(query.normalize("NFD")), parseQuery(query));
  assert.deepEqual(parseQuery(query).without, ["åse"]);
  assert.deepEqual(tokenize("Blå-ØL, § 3".normalize("NFD")), ["blå", "øl", "3"]);
});
