/** A search from the URL or the form, and into the one URL that asks for it. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { chosenValues, parseSearchParams, searchUrl } from "../../layouts/assets/search-params.js";

const read = (/** @type {string} */ asked) => parseSearchParams(new URLSearchParams(asked), ["kind", "theme"], "ordrett");
const again = (/** @type {string} */ asked) => searchUrl(read(asked), "/kb/sok/");

test("a URL says the query, the filters and the choices", () => {
  assert.deepEqual(read("q=rus+og+plan&kind=Artikkel&kind=Kronikk&sort=date&ordrett=1"), {
    query: "rus og plan",
    filters: { kind: ["Artikkel", "Kronikk"], theme: [] },
    choice: { sort: "date", literal: "ordrett" },
  });
  assert.deepEqual(read(""), {
    query: "",
    filters: { kind: [], theme: [] },
    choice: { sort: "relevance", literal: false },
  });
});

test("a form says the same", () => {
  const form = new FormData();
  for (const [name, value] of [["q", " rus "], ["kind", "Artikkel"], ["sort", "relevance"]]) form.append(name, value);
  assert.deepEqual(parseSearchParams(form, ["kind"], "ordrett"), {
    query: "rus",
    filters: { kind: ["Artikkel"] },
    choice: { sort: "relevance", literal: false },
  });
});

for (const [asked, url] of [
  ["", ""],
  ["q=rus", "?q=rus"],
  ["q=+rus+&q=plan", "?q=rus"],
  [
    "sort=date&ordrett=ja&theme=Rus&kind=B&kind=A&kind=B&q=%C3%A5",
    "?q=%C3%A5&kind=B&kind=A&theme=Rus&ordrett=1&sort=date",
  ],
  ["kind=Artikkel&ordrett=1", "?kind=Artikkel"],
  ["q=rus&sort=relevance", "?q=rus"],
  ["q=rus&sort=finnes+ikke&ukjent=1", "?q=rus"],
  ["sort=date", ""],
  ["q=++&ordrett=1", ""],
  [`q=${"a".repeat(201)}`, `?q=${"a".repeat(200)}`],
]) {
  test(`a search has one URL: ${asked.slice(0, 70)}`, () => {
    assert.equal(again(asked), `/kb/sok/${url}`);
    assert.equal(again(url), `/kb/sok/${url}`);
  });
}

test("the chosen values are those of all filters", () => {
  assert.deepEqual(chosenValues({ kind: ["A", "B"], theme: [], year: ["2026"] }), ["A", "B", "2026"]);
});
