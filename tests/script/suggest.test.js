/** What is suggested for what is written in a search field: which titles, in what order, and what of them is bold. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { itemOf, pieces, suggested, words } from "../../layouts/assets/suggest.js";

/** @type {import("../../layouts/assets/suggest.js").Row[]} As the build writes them; tests/suggesting.py has the same. */
const ROWS = [
  [0, "/tema/folkehelse/", "Folkehelse i planlegging", [], ["folkehelsearbeid"]],
  [0, "/tema/rus/", "Lokalt rusarbeid", [], ["IP", "ruskonsulent"]],
  [1, "/ordliste/#ip", "individuell plan (IP)", ["IP"], ["ansvarsplan"]],
  [1, "/ordliste/#medvirkning", "medvirkning", ["medverknad"]],
  [2, "/artikler/a/", "Hva er en årsplan?"],
  [2, "/artikler/b/", "Økonomi og ærlighet"],
  [2, "/artikler/c/", "Plan for individuell oppfølging"],
  [2, "/artikler/hva-er-planlegging/", "Om planlegging", [], [], "nn"],
  [3, "/forfattere/aase/", "Aase Ødegård"],
];
const STOP = words("er en et hva i og om på");

/** @param {string} query */
const find = (query, rows = ROWS) => suggested(rows.map(itemOf), query, STOP);

const IP = "individuell plan (IP)";
const FOLLOW_UP = "Plan for individuell oppfølging";
const HEALTH = "Folkehelse i planlegging";

for (const [query, titles] of /** @type {[string, string[]][]} */ ([
  ["folk", [HEALTH]],
  ["FOLKEHELSE plan", [HEALTH]],
  ["plan folkehelse", [HEALTH]],
  ["helse", []],
  ["hva plan", [FOLLOW_UP, HEALTH, IP, "Om planlegging"]],
  ["om plan", ["Om planlegging", FOLLOW_UP, HEALTH, IP]],
  ["hva er", ["Hva er en årsplan?"]],
  ["hva er en års", ["Hva er en årsplan?"]],
  ["aarsplan", ["Hva er en årsplan?"]],
  ["arsplan", ["Hva er en årsplan?"]],
  ["A\u030arsplan", ["Hva er en årsplan?"]],
  ["okonomi", ["Økonomi og ærlighet"]],
  ["oekonomi aerlig", ["Økonomi og ærlighet"]],
  ["ærlig", ["Økonomi og ærlighet"]],
  ["åse", ["Aase Ødegård"]],
  ["ase odegaard", ["Aase Ødegård"]],
  ["ip", [IP, "Lokalt rusarbeid"]],
  ["individuell plan", [IP, FOLLOW_UP]],
  ["plan individuell", [FOLLOW_UP, IP]],
  ["ansvarsplan individuell", [IP]],
  ["medverknad", ["medvirkning"]],
  ["medvirkning", ["medvirkning"]],
  ["p", []],
  ["?!", []],
  ["undefined", []],
])) {
  test(`what begins as the words do is suggested, the nearest first: ${query}`, () => {
    assert.deepEqual(find(query).best.map(({ row }) => row[2]), titles);
  });
}

test("at most seven are suggested", () => {
  const many = Array.from({ length: 9 }, (_, number) => itemOf([0, `/${number}/`, `Plan ${number}`]));
  assert.equal(suggested(many, "plan", STOP).best.length, 7);
});

test("one letter is not enough, and that is said", () => {
  assert.deepEqual(["", "p", "?!", "pl", "å l"].map((query) => find(query).enough), [false, false, false, true, true]);
});

for (const [query, title, html] of [
  ["aars", "Hva er en årsplan?", "Hva er en <b>års</b>plan?"],
  ["hva er aarspl", "Hva er en årsplan?", "Hva er en <b>årspl</b>an?"],
  ["oek aer", "Økonomi og ærlighet", "<b>Øk</b>onomi og <b>ær</b>lighet"],
  ["aase oe", "Aase Ødegård", "<b>Aase</b> <b>Ø</b>degård"],
  ["individuell pl", IP, "<b>individuell</b> <b>pl</b>an (IP)"],
]) {
  test(`what was typed is bold: ${query}`, () => {
    const shown = pieces(title, find(query).sought).map(({ text, bold }) => (bold ? `<b>${text}</b>` : text));
    assert.equal(shown.join(""), html);
  });
}
