/** From a query to hits, over a stand-in for Pagefind: order, filters, chapters, corrections, what is near. */

import assert from "node:assert/strict";
import { afterEach, describe, test } from "node:test";

import { FEATURES, openIndex } from "../../layouts/assets/find.js";
import { RANKING } from "../../layouts/assets/lookup.js";
import { data, frequent, page, standIn, table } from "./fixtures.js";

/**
 * @typedef {import("./fixtures.js").IndexPage} IndexPage
 * @typedef {import("../../layouts/assets/find.js").Choice} Choice
 * @typedef {import("../../layouts/assets/find.js").Counts} Counts
 * @typedef {import("../../layouts/assets/find.js").Filters} Filters
 * @typedef {import("../../layouts/assets/find.js").Page} Page
 * @typedef {import("./fixtures.js").Data} Data
 */

/** What the stand-ins do, by the number in the address from which the index imports one. */
const standIns = /** @type {Map<string, ReturnType<typeof standIn>>} */ (new Map());
Object.assign(globalThis, { standIns });

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

/**
 * Open the index of some pages. Their words are the site's vocabulary unless others are given.
 *
 * @param {IndexPage[]} pages
 * @param {Partial<Omit<Data, "words">> & { words?: Iterable<string>, off?: string[] }} [given]
 * @param {Record<string, Response>} [lost] What is answered instead, by the name of the file.
 */
async function open(pages, { words, off = [], ...given } = {}, lost = {}) {
  const number = String(standIns.size);
  const pagefind = standIn(pages);
  standIns.set(number, pagefind);
  const own = pages.flatMap(({ title, text }) => `${title} ${text}`.toLowerCase().replaceAll(/[.,?]/gu, "").split(" "));
  /** @type {Record<string, Response>} */
  const files = {
    ord: Response.json(data(words ?? own, given)),
    vanlige: Response.json(frequent(words ?? own)),
    sider: Response.json(table(pages)),
    ...lost,
  };
  globalThis.fetch = async (address) => files[String(address)];
  const script = `export const { options, init, preload, search } = standIns.get("${number}");`;
  const index = await openIndex(`data:text/javascript,${encodeURIComponent(script)}`, "ord", "sider", off);
  pagefind.asked.length = 0;

  /**
   * @param {string} query
   * @param {Filters} [filters]
   * @param {Partial<Choice>} [choice]
   */
  async function find(query, filters = {}, choice = {}) {
    const found = await index.find(query, filters, { sort: "relevance", literal: false, ...choice });
    const asked = [...pagefind.asked];
    const [hits, near] = await Promise.all([found.hits, found.near].map((all) => Promise.all(all.map((hit) => hit()))));
    return { ...found, hits, near, asked, names: names(hits) };
  }
  return { find, index, pagefind };
}

/** @param {Page[]} hits */
const names = (hits) => hits.map(({ href }) => href.replaceAll(/^\/|\/$/gu, "")).join(" ");

/**
 * @param {Counts} counts
 * @returns {Counts} Those of the filters that have values.
 */
const given = (counts) => Object.fromEntries(Object.entries(counts).filter(([, of]) => Object.keys(of).length > 0));

const THREE = [
  page("old", "En plan om rus og alkohol.", { date: "2024-05-01", kind: "Artikkel", theme: "Rus" }),
  page("new", "En plan om folkehelse.", { date: "2026-05-01", kind: "Kronikk", theme: "Helse" }),
  page("undated", "Noe annet om rus.", { kind: "Artikkel", theme: "Rus Helse" }),
];

describe("order", () => {
  test("the best page comes first", async () => {
    const { find } = await open(THREE);
    const { hits, names: found } = await find("rus plan");
    assert.equal(found.split(" ")[0], "old");
    assert.deepEqual(hits[0].excerpt.filter(({ marked }) => marked).map(({ text }) => text), ["plan", "rus"]);
  });

  test("sorted by date the newest comes first, and what has none last", async () => {
    const { find } = await open(THREE);
    assert.equal((await find("rus plan", {}, { sort: "date" })).names, "new old undated");
  });

  test("no query lists all pages, the newest first", async () => {
    const { find, index } = await open(THREE);
    for (const query of ["", "  "]) {
      const found = await find(query);
      assert.equal(found.names, "new old undated");
      assert.deepEqual(found.values, index.all);
    }
  });

  test("a word leads to pages of its kind, theme and author", async () => {
    assert.equal((await (await open(THREE)).find("kronikker")).names, "new");
    assert.equal((await (await open(THREE, { off: ["label"] })).find("kronikker")).names, "");
  });

  test("a word that is not there is not taken for a shorter one", async () => {
    const { find } = await open(THREE);
    assert.equal((await find("planetarium", {}, { literal: "ordrett" })).names, "");
    assert.equal((await find("folke", {}, { literal: "ordrett" })).names, "new");
  });
});

test("phrases must be there, and what has a minus must not", async () => {
  const { find } = await open(THREE);
  assert.equal((await find('"plan om rus"')).names, "old");
  assert.equal((await find('"rus plan"')).names, "");
  assert.equal((await find("plan -rus")).names, "new");
  assert.equal((await find('plan -"om folkehelse"')).names, "old");
});

describe("correction", () => {
  test("what was meant is found, and both are told", async () => {
    const found = await (await open(THREE)).find("Folkehesle");
    assert.equal(found.names, "new");
    assert.deepEqual(found.correction, { shown: "folkehelse", typed: "Folkehesle" });
  });

  for (const query of ["folkehelse", "folkehels", ""]) {
    test(`there is none of what is right: ${query}`, async () => {
      assert.equal((await (await open(THREE)).find(query)).correction, undefined);
    });
  }

  test("taken literally it finds nothing", async () => {
    const found = await (await open(THREE)).find("folkehesle", {}, { literal: "ordrett" });
    assert.deepEqual([found.names, found.correction], ["", undefined]);
  });

  test("a word that the index has is no error", async () => {
    const { find } = await open([...THREE, page("rare", "Sjeldne folkehesle.")], { words: ["folkehelse"] });
    const found = await find("folkehesle plan");
    assert.equal(found.names.split(" ")[0], "rare");
    assert.equal(found.correction, undefined);
  });
});

describe("best bets", () => {
  test("a page is first whether it has the words or not", async () => {
    const { find } = await open(THREE, { bets: [[["rus"], "no_new"]] });
    const [rus, plan] = [await find("rus"), await find("plan")];
    assert.deepEqual(rus.names.split(" ").sort(), ["new", "old", "undated"]);
    assert.equal(rus.names.split(" ")[0], "new");
    assert.deepEqual(rus.hits.map(({ pinned }) => pinned), [true, false, false]);
    assert.deepEqual(plan.names.split(" ").sort(), ["new", "old"]);
    assert.deepEqual(plan.hits.map(({ pinned }) => pinned), [false, false]);
  });

  test("filters and dates hold for it too", async () => {
    const { find } = await open(THREE, { bets: [[["rus"], "no_undated"]] });
    assert.equal((await find("rus", { kind: ["Kronikk"] })).names, "");
    const { hits } = await find("rus", {}, { sort: "date" });
    assert.deepEqual(hits.map(({ href, pinned }) => [href, pinned]), [["/old/", false], ["/undated/", true]]);
  });

  test("it holds for a misspelt query", async () => {
    const { find } = await open(THREE, { bets: [[["folkehelse"], "no_old"]] });
    assert.equal((await find("folkehesle")).names, "old new");
  });
});

const SAME = { date: "2026-01-01", article: "a", kind: "Artikkel" };
const CHAPTERS = [
  page("a", "Plan plan plan plan plan plan.", { title: "Plan", ...SAME }),
  ...[1, 2, 3, 4, 5].map((number) =>
    page(`a/${number}`, `Plan ${number}.${" plan".repeat(5 - number)}`, { title: `Kapittel ${number} – Plan`, ...SAME }),
  ),
  page("b", "Om en plan.", { date: "2026-02-01", kind: "Artikkel" }),
];

describe("chapters", () => {
  test("two of an article are hits, and three more are named in the first", async () => {
    const { hits, names: found } = await (await open(CHAPTERS)).find("plan");
    assert.equal(hits.length, 3);
    assert.equal(found.split(" ")[0], "a");
    const own = hits.filter(({ href }) => href.startsWith("/a/"));
    assert.deepEqual(own.map(({ chapters }) => chapters.length), [3, 0]);
    const named = new Set(own[0].chapters.map(({ href }) => href));
    assert.equal(named.size, 3);
    assert.ok(hits.every(({ href }) => !named.has(href)));
  });

  test("they are named without their article", async () => {
    const [{ chapters }] = (await (await open(CHAPTERS)).find("plan")).hits;
    for (const { title, href } of chapters) assert.equal(title, `Kapittel ${href.at(-2)}`);
  });

  test("without articles every page is a hit", async () => {
    const { find } = await open(CHAPTERS.map((each) => ({ ...each, article: "" })));
    const { hits } = await find("plan");
    assert.equal(hits.length, CHAPTERS.length);
    assert.ok(hits.every(({ chapters }) => chapters.length === 0));
  });

  test("sorted by date every chapter is a hit", async () => {
    const { hits, names: found } = await (await open(CHAPTERS)).find("plan", {}, { sort: "date" });
    assert.equal(hits.length, CHAPTERS.length);
    assert.equal(found.split(" ")[0], "b");
  });

  test("counts are of hits", async () => {
    const { find } = await open(CHAPTERS);
    assert.deepEqual(given((await find("plan")).counts), { kind: { Artikkel: 3 } });
    assert.deepEqual(given((await find("plan", {}, { sort: "date" })).counts), { kind: { Artikkel: 7 } });
  });
});

describe("filters", () => {
  test("counts follow the other filters, and values the query alone", async () => {
    const found = await (await open(THREE)).find("rus plan", { kind: ["Artikkel"], theme: ["Helse"] });
    assert.equal(found.names, "undated");
    assert.deepEqual(given(found.counts), { kind: { Artikkel: 1, Kronikk: 1 }, theme: { Rus: 2, Helse: 1 } });
    assert.deepEqual(given(found.values), { kind: { Artikkel: 2, Kronikk: 1 }, theme: { Rus: 2, Helse: 2 } });
  });

  test("they narrow a search without a query", async () => {
    assert.equal((await (await open(THREE)).find("", { theme: ["Rus"] })).names, "old undated");
  });
});

const QUESTIONS = [0, 1, 2, 3].map((number) =>
  page(`q${number}`, `Hva er rus? Rus er rus ${number}.`, { theme: "Rus", anchors: [{ id: "svar_", location: 3 }] }),
);

describe("without hits", () => {
  test("the nearest questions and themes are those without quotation marks", async () => {
    const found = await (await open([...THREE, ...QUESTIONS])).find('"rus finnes ikke her"');
    assert.deepEqual(found.hits, []);
    assert.deepEqual(found.near.map(({ answer }) => answer), [true, true, true]);
    assert.equal(found.themes[0], "Rus");
  });

  test("or those without filters", async () => {
    const { hits, near, themes } = await (await open([...THREE, ...QUESTIONS])).find("folkehelse", { kind: ["Artikkel"] });
    assert.deepEqual({ hits, near, themes }, { hits: [], near: [], themes: ["Helse"] });
  });

  test("or those that have words that begin alike", async () => {
    const { find } = await open([...THREE, ...QUESTIONS]);
    assert.deepEqual((await find("folketrygda", {}, { literal: "ordrett" })).themes, ["Helse"]);
    const { hits, near, themes } = await find("qqq www");
    assert.deepEqual({ hits, near, themes }, { hits: [], near: [], themes: [] });
  });

  test("with hits none is offered", async () => {
    const { near, themes } = await (await open([...THREE, ...QUESTIONS])).find("rus");
    assert.deepEqual({ near, themes }, { near: [], themes: [] });
  });
});

/** What every page is found by; see layouts/macros.html. */
const MARKER = '"kbside"';

describe("fetching", () => {
  test("a word is looked up once, and a page is fetched when its hit is", async () => {
    const { find, pagefind } = await open(THREE);
    const first = (await find("rus")).asked;
    assert.ok(first.includes("rus") && first.includes('"rus"'));
    assert.deepEqual(first.filter((each) => each.startsWith("/")), []); // no title has the word
    pagefind.asked.length = 0;
    assert.deepEqual((await find("rus")).asked.filter((each) => /^"?rus"?$/u.test(each)), []);
    assert.ok(["/old/", "/undated/"].every((each) => pagefind.asked.includes(each)));
  });

  test("the page whose title has the words that matter comes before others that have them all, after the very title", async () => {
    const three = [
      { ...page("long", "Levekår og bolig er levekår og bolig. Bolig, levekår."), title: "Levekår uten bolig" },
      { ...page("named", "Noe."), title: "Levekår og bolig" },
      { ...page("very", "Noe."), title: "Alt om levekår og bolig" },
    ];
    const { find } = await open(three, { stop: ["alt om og"] });
    assert.equal((await find("alt om levekår og bolig")).names.split(" ").slice(0, 2).join(" "), "very named");
    assert.equal((await find("levekår, bolig")).names.split(" ").at(-1), "long");
    assert.equal((await find("levekår bolig noe")).names.split(" ").at(-1), "long");
  });

  test("a stop word that is looked up is neither found by itself nor told of", async () => {
    const given = { stop: ["når", "er"] };
    const two = [page("asked", "Når er festen?"), page("other", "Plan.")];
    assert.deepEqual((await (await open(two, given)).find("når er støysone")).names, "");
    const { kept, missing } = await (await open(two, given)).find("når er støysone plan");
    assert.deepEqual([kept, missing], [["plan"], ["støysone"]]);
  });

  test("all that a query needs is fetched before any of it is looked up", async () => {
    const { asked } = await (await open(THREE, { same: ["rus|alkohol"] })).find('rus "om folkehelse" -annet');
    const fetched = asked.filter((each) => each.startsWith("fetch ")).map((each) => each.slice("fetch ".length));
    assert.ok(["rus", "alkohol", "om folkehelse", "annet"].every((each) => fetched.includes(each)));
    assert.deepEqual(asked.slice(0, fetched.length), fetched.map((each) => `fetch ${each}`));
    const lookedUp = asked.slice(fetched.length).filter((each) => !each.startsWith("/"));
    const words = fetched.flatMap((each) => each.split(" "));
    assert.deepEqual(lookedUp.filter((each) => !words.includes(each.replaceAll('"', ""))), []);
  });

  test("after a failure it is looked up again", async () => {
    const { find, pagefind } = await open(THREE);
    pagefind.trouble.left = 1;
    await assert.rejects(find("rus"), /lost/u);
    pagefind.trouble.left = 0;
    assert.equal((await find("rus")).names, "old undated");
  });

  test("a hit that cannot be fetched is a loss, though no file was said to be lost", async () => {
    const { index, pagefind } = await open(THREE);
    const { hits } = await index.find("rus", {}, { sort: "relevance", literal: false });
    assert.deepEqual(index.lost(), []);
    pagefind.trouble.left = 1;
    await assert.rejects(hits[0](), /lost/u);
    assert.deepEqual(index.lost(), ["foreign"]);
  });

  for (const [what, answer] of [["other JSON", "{}"], ["a page", "<!doctype html>"], ["nothing", ""]]) {
    test(`an explanation in whose place ${what} comes is a loss`, async () => {
      const given = { terms: [["rus", "rus"]], answers: "oppslag" };
      const { index } = await open(THREE, given, { oppslag: new Response(answer) });
      const { hits } = await index.find("rus", {}, { sort: "relevance", literal: false });
      await assert.rejects(hits[0]());
      assert.deepEqual(index.lost(), ["foreign"]);
    });
  }

  test("an older query goes no further", async () => {
    const { find } = await open(THREE);
    const [older, newer] = await Promise.allSettled([find("rus"), find("plan")]);
    assert.equal(older.status, "rejected");
    assert.match(String(older.reason), /a newer query has been asked/u);
    assert.equal(newer.status === "fulfilled" && newer.value.hits.length, 2);
  });

  test("a page that no word led to is fetched by the word that all have", async () => {
    const bets = /** @type {Data["bets"]} */ ([[["folkehelse"], "no_undated"]]);
    const first = await open(THREE, { bets });
    await first.find("rus");
    assert.equal((await first.find("folkehelse")).names, "undated new");
    assert.ok(!first.pagefind.asked.includes(MARKER), "it was found before");
    const second = await open(THREE, { bets });
    assert.equal((await second.find("folkehelse")).names, "undated new");
    assert.equal(second.pagefind.asked.filter((each) => each === MARKER).length, 1);
  });

  for (const [number, alone] of /** @type {[number, boolean][]} */ ([[1999, true], [2000, false]])) {
    test(`a worker searches from two thousand pages on: ${number}`, async () => {
      const { pagefind } = await open(Array.from({ length: number }, (_, each) => page(String(each), "")));
      assert.equal(pagefind.begun.noWorker, alone);
      assert.deepEqual(pagefind.begun.ranking, RANKING);
    });
  }

  for (const file of ["ord", "sider"]) {
    test(`what cannot be fetched is an error: ${file}`, async () => {
      await assert.rejects(open(THREE, {}, { [file]: new Response(null, { status: 204 }) }), Error);
      await assert.rejects(open(THREE, {}, { [file]: new Response("{") }), Error);
      await assert.rejects(open(THREE, {}, { [file]: new Response("nei", { status: 404 }) }), /refused/u);
    });
  }
});

test("of a mark alone nothing is looked for: all pages are there", async () => {
  const { find } = await open(THREE);
  for (const query of ["§", "?", " – "]) assert.equal((await find(query)).hits.length, 3, query);
});

test("a number of four digits that the site lacks is said, a section is not", async () => {
  const { find } = await open(THREE);
  assert.deepEqual((await find("plan 2031")).missing, ["2031"]);
  assert.deepEqual((await find("plan § 9")).missing, []);
});

test("the name of a kind finds the chapters of its pages too", async () => {
  const chaptered = [
    page("whole", "Om rus.", { kind: "Kronikk", article: "whole" }),
    page("part", "Om rus.", { kind: "Kapittel", article: "whole" }),
    page("rest", "Om mat.", { kind: "Kapittel", article: "whole" }),
    page("other", "Om rus.", { kind: "Artikkel" }),
  ];
  const { find } = await open(chaptered);
  const { hits } = await find("kronikken om rus");
  assert.deepEqual(hits.map(({ href }) => href), ["/part/", "/whole/", "/other/"]);
  assert.deepEqual((await find("kapittel om rus")).hits[0].href, "/part/");
});

test("a noun in -else finds its verb", async () => {
  const { find } = await open([page("one", "Planen må fornyes."), page("two", "Noe annet.")]);
  assert.equal((await find("fornyelse")).names, "one");
});

test("how readers ask for a page weighs where it says so", async () => {
  const text = "Om skjenking og uro i sentrum. ";
  const { find } = await open([
    page("text", `${text}Bråk om natta er noe annet.`),
    page("asked", `${text}Bråk om natta?`, { asked: 6, date: "2020-01-01" }),
  ]);
  assert.equal((await find("bråk natta")).names, "asked text");
});

describe("a number with a sign in it", () => {
  /** @type {(query: string, often: string, once: string) => Promise<string>} */
  const first = async (query, often, once) => {
    const text = `Andelen er ${often}. Og ${often} igjen, ${often} til sist.`;
    const pages = [page("often", text, { summary: often }), page("once", `Mye annet står her, og så er det ${once} av dem, blant mye annet.`)];
    const { find } = await open(pages, { words: "andelen er og igjen til sist mye annet står her så det av dem blant prosent".split(" ") });
    return (await find(query)).names;
  };

  for (const [query, often, once] of [
    ["1,8 prosent", "18 prosent", "1,8 prosent"],
    ["prosent 0,25", "025 prosent", "0,25 prosent"],
    ["2/2011", "22011", "2/2011"],
    ["klokka 01.30", "0130", "klokka 01.30"],
  ]) {
    test(`is looked for as it stands: ${query}`, async () => assert.equal(await first(query, often, once), "once often"));
  }

  for (const [query, often, once] of [
    ["18 prosent", "18 prosent", "1,8 prosent"],
    ["10.000", "10000", "10.000"],
    ["10 000", "10.000", "10 000"],
  ]) {
    test(`is another than ${query}`, async () => assert.match(await first(query, often, once), /^often/u));
  }
});

describe("a short query that has a sign between its letters", () => {
  const pages = [
    page("apart", "Nord har et senter. Nord i landet, senter for alt, nord og senter, nord.", { summary: "nord senter" }),
    page("whole", "Mye annet står her, og så er det et Nord-senter blant mye annet, og nord.senter.no, og alt det andre."),
  ];
  const words = "nord har et senter i landet for alt og mye annet står her så er det blant no andre".split(" ");
  for (const [query, names] of [
    ["nord-senter", "whole apart"],
    ["Nord‑Senter", "whole apart"],
    ["nord.senter.no", "whole apart"],
    ["nord senter", "apart whole"],
    ["nord-senter i landet for alt", "apart"], // one of several words is not all that was meant
  ]) {
    test(`${query}: ${names}`, async () => assert.equal((await (await open(pages, { words })).find(query)).names, names));
  }
});

describe("a word that is found by what is related to it alone", () => {
  const pages = [page("vold", "Om vold i familien."), page("plan", "Om planen, og om vold.")];
  const given = { stop: ["om"], near: ["krangel|vold"], same: ["volda|vold"], words: "vold familien planen".split(" ") };

  test("is said to be missing, and what was found in its place", async () => {
    const { find } = await open(pages, given);
    const found = await find("krangel");
    assert.deepEqual([found.missing, found.kept, found.hits.length], [["krangel"], ["vold"], 2]);
    const { missing, kept } = await find("krangel planen");
    assert.deepEqual([missing, kept], [["krangel"], ["planen", "vold"]]);
  });

  test("is not missing where it is on the site, or the same by another name", async () => {
    const { find } = await open(pages, given);
    assert.deepEqual((await find("vold")).missing, []);
    assert.deepEqual((await find("volda")).missing, []);
  });
});

test("each feature can be switched off", () => {
  assert.deepEqual(FEATURES, "stop light same near everyday rule parts joined compound label correct bets".split(" "));
});

describe("archived pages", () => {
  const both = [
    page("old", "Folkehelse i planen.", { title: "Om planen og folkehelse før", date: "2026-01-02", marks: ["archived"] }),
    page("new", "Noe om mye annet enn planen for folkehelse i kommunen.", { date: "2026-01-01" }),
  ];

  test("come after those in use, and say what they are", async () => {
    const { find } = await open(both);
    const found = await find("folkehelse planen");
    assert.equal(found.names, "new old");
    assert.deepEqual(found.hits.map(({ marks }) => marks), [[], ["archived"]]);
  });

  test("come last where nothing is searched for", async () => {
    assert.equal((await (await open(both)).find("", { theme: [] })).names, "new old");
  });

  test("come in the order of their dates where that is asked for", async () => {
    const found = await (await open(both)).find("folkehelse", {}, { sort: "date" });
    assert.equal(found.names, "old new");
  });

  test("are first for their own title", async () => {
    const named = [page("old", "Om planer.", { title: "Rusplan", marks: ["archived"] }), page("new", "Rusplan og rusplan.")];
    assert.equal((await (await open(named)).find("rusplan")).names, "old new");
  });

  test("that are invented say both", async () => {
    const found = await (await open([page("a", "Plan.", { marks: ["example", "archived"] })])).find("plan");
    assert.deepEqual(found.hits[0].marks, ["example", "archived"]);
  });

  test("without any, the order is what it was", async () => {
    const plain = both.map(({ marks, ...rest }) => ({ ...rest, marks: marks.slice(1) }));
    assert.equal((await (await open(plain)).find("folkehelse planen")).names, "old new");
  });
});
