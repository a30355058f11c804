/** What of a page is shown: the best snippet, the beginning of an answer, sections and chapters. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { hasAnswer, sections, shown, snippet } from "../../layouts/assets/snippet.js";

/**
 * @typedef {import("../../layouts/assets/snippet.js").Anchor} Anchor
 * @typedef {import("../../layouts/assets/lookup.js").PageData} PageData
 * @typedef {Record<number, number>} Weights What each word at these places weighs.
 */

/** How many words a snippet has. */
const LENGTH = 32;

/**
 * @param {number} count
 * @param {Record<number, string>} [others]
 * @returns {string} So many words, w0 w1 w2 …, some of them others.
 */
function words(count, others = {}) {
  return Array.from({ length: count }, (_, number) => others[number] ?? `w${number}`).join(" ");
}

/** @param {Weights} weights */
const positions = (weights) => new Map(Object.entries(weights).map(([place, weight]) => [Number(place), weight]));

/**
 * @param {string} content
 * @param {Weights} weights
 * @param {Anchor[]} [anchors]
 * @param {string} [title]
 */
function cut(content, weights, anchors = [], title = "Noe annet") {
  const { excerpt, answer } = snippet(content, title, anchors, positions(weights));
  return {
    excerpt,
    answer,
    text: excerpt.map(({ text }) => text).join(""),
    marked: excerpt.filter(({ marked }) => marked).map(({ text }) => text),
  };
}

/**
 * @param {string} id
 * @param {number} location
 * @param {{ text?: string, element?: string }} [others]
 * @returns {Anchor}
 */
function anchor(id, location, { text = "Overskrift", element = "h2" } = {}) {
  return { element, id, text, location };
}

describe("a snippet", () => {
  test("is where most of what was searched for stands", () => {
    const found = cut(words(300), { 10: 1, 150: 1, 160: 2, 280: 2 });
    assert.match(found.text, /w150 .*w160 /u);
    assert.deepEqual(found.marked, ["w150", "w160"]);
    assert.equal(found.answer, false);
  });

  test("has rather another word than the same again", () => {
    const found = cut(words(300), { 10: 1, 11: 1, 12: 1, 13: 1, 200: 1, 201: 0.9 });
    assert.deepEqual(found.marked, ["w200", "w201"]);
  });

  test("is the first of those as good", () => {
    assert.deepEqual(cut(words(300), { 100: 1, 200: 1 }).marked, ["w100"]);
  });

  for (const [count, place, first, last] of /** @type {[number, number, string, string][]} */ ([
    [300, 100, "… w94 ", " w125 …"],
    [300, 3, "w0 ", " w31 …"],
    [300, 298, "… w268 ", " w299"],
    [5, 2, "w0 ", " w4"],
  ])) {
    test(`begins a little before, and says where something is left out: ${place} of ${count}`, () => {
      const { text } = cut(words(count), { [place]: 1 });
      assert.ok(text.startsWith(first) && text.endsWith(last), text);
      assert.equal(text.replaceAll("…", "").trim().split(/\s+/u).length, Math.min(count, LENGTH));
    });
  }

  test("is none where nothing was searched for", () => {
    assert.deepEqual(snippet(words(300), "Noe annet", [], new Map()), { excerpt: [], answer: false });
  });

  for (const [written, mark] of [
    ["(plan),", "plan"],
    ["«planer».", "planer"],
    ["helse-", "helse"],
    ["slt-arbeid?", "slt-arbeid"],
    ["§", ""],
    ["§6,", "§6"],
    ["3-9.", "3-9"],
    ["–", ""],
  ]) {
    test(`marks neither blanks nor punctuation: ${written}`, () => {
      const found = cut(words(9, { 3: written }), { 3: 1 });
      assert.deepEqual(found.marked, mark ? [mark] : []);
      assert.equal(found.text, words(9, { 3: written }));
    });
  }

  test("has a mark for each of two words beside each other", () => {
    assert.deepEqual(cut(words(9), { 3: 1, 4: 0.5 }).excerpt, [
      { text: "w0 w1 w2 ", marked: false },
      { text: "w3", marked: true },
      { text: " ", marked: false },
      { text: "w4", marked: true },
      { text: " w5 w6 w7 w8", marked: false },
    ]);
  });

  test("has one blank for blanks of any kind", () => {
    assert.equal(cut("a\n\tb  c", { 1: 1 }).text, "a b c");
  });
});

/* Pagefind's text of a page begins with its title, which stands above the snippet anyway. */
describe("behind the title", () => {
  for (const [heading, title] of [
    ["w0 w1", "w0 w1"],
    ["«w0» w1?", "w0 «w1?»"],
    ["w0 w1.", "w0 w1 – Artikkel"],
  ]) {
    test(`the snippet begins: ${title}`, () => {
      const found = cut(words(300).replace("w0 w1", heading), { 1: 5, 4: 1 }, [], title);
      assert.ok(found.text.startsWith("w2 w3 w4 ") && found.text.endsWith(" w33 …"), found.text);
      assert.deepEqual(found.marked, ["w4"]);
    });
  }

  for (const title of ["w1 w2", "W0", "w0w1"]) {
    test(`what only looks like it is text: ${title}`, () => {
      const found = cut(words(300), { 1: 1 }, [], title);
      assert.ok(found.text.startsWith("w0 "));
      assert.deepEqual(found.marked, ["w1"]);
    });
  }

  test("what was searched for in the title gives no snippet", () => {
    assert.deepEqual(cut(words(300), { 0: 1, 1: 1 }, [], "w0 w1").excerpt, []);
  });

  for (const [count, first] of /** @type {[number, string][]} */ ([
    [10, "w3 "],
    [LENGTH + 3, "w3 "],
    [LENGTH + 5, "… w5 "],
  ])) {
    test(`near the end it is no longer than the text: ${count}`, () => {
      const { text } = cut(words(count), { [count - 1]: 1 }, [], "w0 w1 w2");
      assert.ok(text.startsWith(first) && text.endsWith(` w${count - 1}`), text);
    });
  }

  test("a page that is all title has none", () => {
    assert.deepEqual(cut("w0 w1", { 0: 1 }, [], "w0 w1").excerpt, []);
  });
});

describe("an answer", () => {
  const ANSWER = [anchor("svar_", 50)];

  test("is shown from another passage that has more", () => {
    assert.deepEqual(cut(words(300), { 55: 1, 200: 2 }, ANSWER).marked, ["w200"]);
  });

  test("is shown from its beginning", () => {
    const found = cut(words(300), { 10: 1, 55: 2, 200: 2 }, ANSWER);
    assert.ok(found.answer);
    assert.equal(found.text, `${Array.from({ length: LENGTH }, (_, n) => `w${50 + n}`).join(" ")} …`);
    assert.deepEqual(found.marked, ["w55"]);
  });

  test("is shown whole where it is short", () => {
    assert.equal(cut(words(55), {}, ANSWER).text, "w50 w51 w52 w53 w54");
  });

  test("is no heading that is called so", () => {
    assert.equal(cut(words(300), { 10: 1 }, [anchor("svar", 50)]).answer, false);
    assert.deepEqual([hasAnswer(ANSWER), hasAnswer([anchor("svar", 50)])], [true, false]);
  });
});

const HEADINGS = [..."abcde"].map((name, number) => anchor(name, 10 * (number + 1), { text: `Om ${name}` }));

/**
 * @param {Weights} weights
 * @param {Anchor[]} [anchors]
 * @returns {string} The names of the sections of /x/ that are shown; each is called as its heading is.
 */
function sectionNames(weights, anchors = HEADINGS) {
  const names = sections("/x/", anchors, positions(weights)).map(({ title, href }) => {
    assert.equal(title, `Om ${href.replace("/x/#", "")}`);
    return href.replace("/x/#", "");
  });
  return names.join("");
}

describe("sections", () => {
  for (const [weights, names] of /** @type {[Weights, string][]} */ ([
    [{}, ""],
    [{ 5: 1 }, ""],
    [{ 10: 1 }, "a"],
    [{ 19: 1, 500: 1 }, "ae"],
    [{ 11: 1, 21: 2, 31: 3, 41: 4, 51: 0.5 }, "bcd"],
    [{ 11: 1, 21: 1, 31: 1, 41: 1, 51: 1 }, "abc"],
    [{ 11: 1, 21: 1, 31: 1, 41: 1, 51: 5 }, "abe"],
    [{ 11: 1, 21: 0.6, 22: 0.6, 31: 1, 41: 1 }, "abc"],
  ])) {
    test(`the three with most are shown in the order of the page: ${JSON.stringify(weights)}`, () => {
      assert.equal(sectionNames(weights), names);
    });
  }

  test("anchors may come in any order", () => {
    assert.equal(sectionNames({ 11: 1, 31: 1 }, [...HEADINGS].reverse()), "ac");
  });

  for (const other of [
    anchor("om_siden", 30),
    anchor("b", 30, { element: "p" }),
    anchor("b", 30, { text: " " }),
    anchor("b", 30, { text: "" }),
  ]) {
    test(`what is no heading of the text is left out: ${JSON.stringify(other)}`, () => {
      assert.equal(sectionNames({ 35: 1 }, [HEADINGS[0], other]), "a");
    });
  }

  test("blanks around a heading are left out", () => {
    assert.equal(sectionNames({ 35: 1 }, [anchor("b", 30, { text: " Om b\n", element: "H3" })]), "b");
  });
});

const LABELS = { kind: ["Artikkel"], author: ["Kari", "Ola"], year: ["2026"], language: ["nynorsk"], theme: ["Plan", "Rus"] };
/** @type {PageData} */
const DATA = {
  url: "/artikler/plan/",
  content: "Plan En plan for alle",
  anchors: [],
  meta: { title: "Plan", summary: "Om plan." },
  day: "20261005",
  labels: LABELS,
  marks: ["example"],
};

/**
 * @param {Partial<PageData>} [changed]
 * @param {Partial<PageData>[]} [chapters]
 * @param {boolean} [pinned]
 */
function hit(changed = {}, chapters = [], pinned = false) {
  const ranked = { id: "a", score: 1, share: 1, titled: 0, positions: positions({ 0: 1, 2: 1 }) };
  return shown({ ...DATA, ...changed }, ranked, pinned, chapters.map((each) => ({ ...DATA, ...each })));
}

describe("a hit", () => {
  test("shows all that is known of the page", () => {
    assert.deepEqual(hit(), {
      title: "Plan",
      href: "/artikler/plan/",
      kind: "Artikkel",
      themes: ["Plan", "Rus"],
      date: "5. oktober 2026",
      byline: "Kari, Ola",
      lang: "nynorsk",
      excerpt: [
        { text: "En ", marked: false },
        { text: "plan", marked: true },
        { text: " for alle", marked: false },
      ],
      answer: false,
      parts: [],
      chapters: [],
      pinned: false,
      marks: ["example"],
    });
    assert.equal(hit({}, [], true).pinned, true);
  });

  test("is empty where nothing is known", () => {
    const labels = Object.fromEntries(Object.keys(LABELS).map((name) => [name, []]));
    const { title, kind, themes, date, byline, lang } = hit({ meta: {}, day: "-", labels });
    assert.deepEqual([title, kind, themes, date, byline, lang], ["/artikler/plan/", "", [], "", "", ""]);
  });

  for (const [meta, text] of /** @type {[Record<string, string>, string][]} */ ([
    [{ summary: "Om plan.", about: "Mer." }, "Om plan."],
    [{ about: "Mer." }, "Mer."],
    [{}, ""],
  ])) {
    test(`shows the summary where there is no snippet: ${JSON.stringify(meta)}`, () => {
      const ranked = { id: "a", score: 0, share: 0, titled: 0, positions: new Map() };
      assert.deepEqual(shown({ ...DATA, meta }, ranked, false, []).excerpt, [{ text, marked: false }]);
    });
  }

  for (const [day, said] of [
    ["20260101", "1. januar 2026"],
    ["20251231", "31. desember 2025"],
    ["2026-01-01", ""],
    ["-", ""],
  ]) {
    test(`writes the date out: ${day}`, () => assert.equal(hit({ day }).date, said));
  }

  for (const names of [["bokmål"], ["العربية"], []]) {
    test(`names the language: ${names.join()}`, () => {
      assert.equal(hit({ labels: { ...LABELS, language: names } }).lang, names[0] ?? "");
    });
  }

  test("names other chapters", () => {
    /** @type {Partial<PageData>[]} */
    const chapters = [{ url: "/a/b/", meta: { title: "B" } }, { url: "/a/c/", meta: {} }];
    assert.deepEqual(hit({}, chapters).chapters, [
      { title: "B", href: "/a/b/" },
      { title: "/a/c/", href: "/a/c/" },
    ]);
  });

  for (const [beside, title, said] of [
    ["Plan", "Mål – Plan", "Mål"],
    ["Tiltak – Plan", "Mål – Plan", "Mål"],
    ["Tiltak – Plan", "Plan", "Plan"],
    ["Plan", "Mål", "Mål"],
    ["Plan", "Mål – Rus", "Mål – Rus"],
    ["Helseplan", "Mål – plan", "Mål – plan"],
    ["Plan", "Mål og – midler – Plan", "Mål og – midler"],
    ["Rus – en plan", "Mål – Rus – en plan", "Mål"],
    ["Tiltak – Rus – en plan", "Mål – Rus – en plan", "Mål"],
    ["Mål – Rus – en plan", "Rus – en plan", "Rus – en plan"],
  ]) {
    test(`names a chapter without the article that it shares: ${title} beside ${beside}`, () => {
      const [chapter] = hit({ meta: { title: beside } }, [{ url: "/a/b/", meta: { title } }]).chapters;
      assert.equal(chapter.title, said);
    });
  }

  for (const [day, shown] of [
    ["20261005", "5. oktober 2026"],
    ["201105", "mai 2011"],
    ["2011", "2011"],
    ["-", ""],
  ]) {
    test(`shows a date as far as it is known: ${day}`, () => {
      assert.equal(hit({ day }).date, shown);
    });
  }
});
