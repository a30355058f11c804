/** What the search knows of Norwegian and of a site's words: stems, variants, parts of compounds, misspelt words. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { distance, lexicon, unpack } from "../../layouts/assets/lexicon.js";
import { fold, stem } from "../../layouts/assets/words.js";
import { packed, sorted } from "./fixtures.js";

/** Forms of one word by their stem. */
const STEMS = {
  plan: "plan planen planer planane planene planenes plans",
  arbeid: "arbeid arbeidet arbeidene arbeids",
  kommun: "kommune kommuner kommunen kommunens kommunene",
  frivil: "frivillig frivillige frivillighet frivilligheten frivillighetens",
  lov: "lov loven lova lovlig lovleg lovlege",
  kommunal: "kommunal kommunale",
  hard: "hard hardt harde",
  halv: "halv halvt halve",
  heim: "heim heimar heimane heimen",
  virker: "virkerte virkert",
  folk: "folk folks folket",
  bås: "bås",
  ip: "ip",
  å: "å",
  ene: "ene",
  covid: "covid",
  "": "",
};

/** @param {string[]} forms */
const site = (forms) => lexicon(sorted(forms));

for (const [expected, forms] of Object.entries(STEMS)) {
  test(`forms of a word have one stem: ${expected}`, () => {
    for (const form of forms.split(" ")) assert.equal(stem(form), expected, form);
  });
}

test("a vocabulary is unpacked as it was packed", () => {
  assert.deepEqual(unpack("0plan4er4strategi"), ["plan", "planer", "planstrategi"]);
  const long = sorted(["a".repeat(35), "a".repeat(36), "a".repeat(60), `${"a".repeat(36)}b`]);
  assert.deepEqual(unpack(packed(long)), long);
  assert.deepEqual(unpack(""), []);
});

test("a word is known in any form", () => {
  const { has } = site(["planene", "rus"]);
  assert.deepEqual(["plan", "rus", "russ", "pla", ""].map(has), [true, true, false, false, false]);
});

for (const [word, begins] of /** @type {[string, boolean][]} */ ([
  ["pl", true],
  ["plan", true],
  ["planx", false],
  ["å", true],
  ["a", false],
  ["øx", false],
])) {
  test(`a word may be begun: ${word}`, () => {
    assert.equal(site(["plan", "rus", "ære", "øl", "år"]).begins(word), begins);
  });
}

test("a site without words knows nothing", () => {
  const none = site([]);
  const word = "planlegging";
  const found = [none.has(word), none.begins(word), none.variants(word), none.parts(word), none.compounds(word)];
  assert.deepEqual(found, [false, false, [], [], []]);
  assert.deepEqual([none.nearest(word), none.alike(word)], [undefined, []]);
});

for (const [typed, there] of [
  ["heim", "hjem"],
  ["hjem", "heim"],
  ["frivilligheit", "frivillighet"],
  ["frivillighet", "frivilligheit"],
  ["medverknad", "medvirkning"],
  ["medvirkning", "medverknad"],
  ["deltaking", "deltakelse"],
  ["førebygging", "forebygging"],
  ["sjukdom", "sykdom"],
  ["selvhjelp", "sjølvhjelp"],
  ["kjærleik", "kjærlighet"],
  ["kven", "hven"],
  ["lærdommene", "lærdom"],
]) {
  test(`a word is found as the other standard has it: ${typed}`, () => {
    assert.deepEqual(site(["alkohol", there]).variants(typed), [there]);
    assert.deepEqual(site(["alkohol", there, typed]).variants(typed), [there]);
  });
}

for (const [typed, there] of [
  ["teneste", "tjeneste"],
  ["skule", "skole"],
  ["draum", "drøm"],
  ["steinar", "stenar"],
  ["hogst", "hugst"],
]) {
  test(`looser differences are tried with longer words that the site does not use: ${typed}`, () => {
    assert.deepEqual(site(["alkohol", there]).variants(typed), [there]);
    assert.deepEqual(site(["alkohol", there, typed]).variants(typed), []);
  });
}

for (const [typed, there] of [
  ["bein", "ben"],
  ["ansvarlig", "ansvarleg"],
  ["plan", "planer"],
  ["plan", "strategi"],
]) {
  test(`short words, the same stem and other words are no variants: ${typed} of ${there}`, () => {
    assert.deepEqual(site([there]).variants(typed), []);
  });
}

for (const [word, parts] of /** @type {[string, string[]][]} */ ([
  ["rusplan", ["rus", "plan"]],
  ["folkehelsearbeidene", ["folkehelse", "arbeidene"]],
  ["arbeidsplan", ["arbeids", "plan"]],
  ["barneplan", ["barne", "plan"]],
  ["sjøsplan", ["sjø", "plan"]],
  ["folkearbeidstid", ["folke", "arbeidstid"]],
  ["planrus", []],
  ["ipplan", []],
  ["strategiplan", []],
  ["plan", []],
  [`${"rus".repeat(14)}plan`, []],
])) {
  test(`a compound is cut into two words of the site: ${word}`, () => {
    const forms = "rus plan folkehelse folke arbeid arbeidstid tid barn sjø ip".split(" ");
    assert.deepEqual(site([...forms, "rus".repeat(14)]).parts(word), parts);
  });
}

test("a word leads to compounds that end in it, the commonest first", () => {
  const forms = "rusarbeid rusarbeidet planarbeid arbeid arbeidet rus plan arbeidsplan xarbeid".split(" ");
  assert.deepEqual(site(forms).compounds("arbeidene"), ["rusarbeidet", "planarbeid"]);
  assert.deepEqual(site([...forms, "bygdearbeid"]).compounds("arbeid"), ["rusarbeidet", "planarbeid"]);
  assert.deepEqual(site(forms).compounds("rus"), []);
});

test("a word leads to five compounds at most", () => {
  const heads = ["alkohol", "bolig", "folk", "helse", "kultur", "rus", "skole"];
  assert.equal(site([...heads, ...heads.map((head) => `${head}arbeid`)]).compounds("arbeid").length, 5);
});

const SITE = "alkohol bevilling kartlegging kontroll læring medvirkning planstrategi råd sårbar øvelse".split(" ");

for (const [typed, meant] of /** @type {[string, string | undefined][]} */ ([
  ["planstartegi", "planstrategi"],
  ["planstratgi", "planstrategi"],
  ["plannstrattegi", "planstrategi"],
  ["planstrxategi", "planstrategi"],
  ["pxanstratexi", "planstrategi"],
  ["bevilling", "bevilling"],
  ["beviling", "bevilling"],
  ["kontrol", "kontroll"],
  ["laering", "læring"],
  ["lering", "læring"],
  ["saarbar", "sårbar"],
  ["sarbar", "sårbar"],
  ["ovelse", "øvelse"],
  ["oevelse", "øvelse"],
  ["raad", "råd"],
  ["rad", "råd"],
  ["rådd", "råd"],
  ["rod", undefined],
  ["rb", undefined],
  ["læxing", "læring"],
  ["læxyng", undefined],
  ["pxanxtratexi", undefined],
  ["strategi", undefined],
  ["", undefined],
])) {
  test(`the nearest word is what was meant: ${typed}`, () => assert.equal(site(SITE).nearest(typed), meant));
}

test("the nearest word may be kept nearer", () => {
  const found = [2, 1, 0].map((limit) => site(SITE).nearest("planstrxtexi", limit));
  assert.deepEqual(found, ["planstrategi", undefined, undefined]);
});

for (const [typed, forms, meant] of [
  ["kanal", "banal kanat", "kanat"],
  ["tiltek", "tilxek tilteke", "tilteke"],
  ["tiltka", "tiltak tiltkt", "tiltak"],
  ["strank", "strana strant stranten stranter", "strant"],
]) {
  test(`of words as near, that with the likeliest slip, the first letter and more forms is meant: ${typed}`, () => {
    assert.equal(site(forms.split(" ")).nearest(typed), meant);
  });
}

for (const [typed, begin] of /** @type {[string, string[]][]} */ ([
  ["planer", ["planstrategi"]],
  ["planx", ["planstrategi"]],
  ["pl", []],
  ["xyz", []],
  ["", []],
])) {
  test(`a word that begins alike shares three letters: ${typed}`, () => {
    assert.deepEqual(site(SITE).alike(typed), begin);
  });
}

for (const [one, other] of [
  ["åre", "aare"],
  ["øre", "oere"],
  ["ære", "aere"],
  ["ære", "ere"],
  ["øre", "ore"],
  ["plannen", "planen"],
]) {
  test(`what is often mistyped is folded away: ${other}`, () => assert.equal(fold(one), fold(other)));
}

for (const [one, other, most, apart] of /** @type {[string, string, number, number][]} */ ([
  ["plan", "plan", 2, 0],
  ["plan", "plna", 2, 1],
  ["plan", "pan", 2, 1],
  ["plan", "plann", 2, 1],
  ["plan", "glan", 2, 1],
  ["plan", "lpna", 2, 2],
  ["plan", "gran", 2, 2],
  ["plan", "rus", 2, 3],
  ["plan", "rus", 9, 4],
  ["", "rus", 9, 3],
  ["rus", "", 9, 3],
  ["", "", 0, 0],
  ["plan", "plna", 0, 1],
])) {
  test(`distance counts letters put in, left out, changed and swapped: ${one} ${other} ${most}`, () => {
    for (const found of [distance(one, other, most), distance(other, one, most)]) {
      assert.equal(Math.min(found, most + 1), Math.min(apart, most + 1));
    }
  });
}
