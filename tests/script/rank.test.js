/** Which page is best: the postings of each word, joined. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { rank, rarity, saturated, TUNING, unranked } from "../../layouts/assets/rank.js";

/**
 * @typedef {import("../../layouts/assets/query-expansion.js").Concept} Concept
 * @typedef {import("../../layouts/assets/rank.js").Posting} Posting
 * @typedef {Partial<Posting> & { exact?: boolean }} Given `exact` is false where a page has only a longer word.
 * @typedef {Record<string, Record<string, Given>>} Index The postings of each word by page.
 */

const TOTAL = 100;
const MANY = Array.from({ length: 60 }, (_, number) => `z${String(number).padStart(2, "0")}`);

const NONE = { frequency: 0, title: false, summary: false, positions: [] };

/**
 * @param {string[]} ids
 * @param {Given} [given]
 * @returns {Record<string, Given>} That a word is on these pages: once in the text of each, unless told otherwise.
 */
function on(ids, given = {}) {
  return Object.fromEntries(ids.map((id) => [id, { frequency: 1, ...given }]));
}

/**
 * @param {string} word
 * @param {[words: string, weight: number, exact?: boolean][]} others
 * @returns {Concept}
 */
function meant(word, ...others) {
  const rest = others.map(([words, weight, exact = false]) => ({ words: words.split(" "), weight, exact }));
  return { text: word, alternatives: [{ words: [word], weight: 1 }, ...rest] };
}

/**
 * @param {Index} index
 * @param {Concept[]} concepts Those of the words of the index, unless others are given.
 */
function ranked(index, ...concepts) {
  const postingsOf = (/** @type {string} */ word) => {
    const pages = Object.entries(index[word] ?? {});
    return {
      exact: new Set(pages.filter(([, { exact }]) => exact !== false).map(([id]) => id)),
      pages: new Map(pages.map(([id, posting]) => [id, { ...NONE, ...posting }])),
    };
  };
  return rank(concepts.length > 0 ? concepts : Object.keys(index).map((word) => meant(word)), postingsOf, TOTAL);
}

/** @param {import("../../layouts/assets/rank.js").Ranked[]} found */
const ids = (found) => found.map(({ id }) => id);

/** @param {import("../../layouts/assets/rank.js").Ranked[]} found */
const scores = (found) => Object.fromEntries(found.map(({ id, score }) => [id, score]));

/** @param {import("../../layouts/assets/rank.js").Ranked[]} found */
const shares = (found) => Object.fromEntries(found.map(({ id, share }) => [id, share]));

/**
 * @param {number} one
 * @param {number} other
 */
function near(one, other) {
  assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);
}

test("nothing that is found is no page", () => {
  assert.deepEqual(ranked({}), []);
  assert.deepEqual(ranked({ plan: {} }), []);
});

test("a page with the rarer word is better", () => {
  assert.equal(ids(ranked({ plan: on(["a", ...MANY]), lindblom: on(["b"]) }))[0], "b");
});

test("a page with more of the word is better", () => {
  const found = ranked({ plan: { ...on(["a"], { frequency: 0.9 }), ...on(["b"], { frequency: 1.1 }) } });
  assert.deepEqual(ids(found), ["b", "a"]);
});

for (const better of [{ title: true }, { summary: true }]) {
  test(`a page with the word in its ${Object.keys(better)[0]} is better`, () => {
    const found = ranked({ plan: { ...on(["a"], { frequency: 1.3 }), ...on(["b"], better) } });
    assert.deepEqual(ids(found), ["b", "a"]);
  });
}

test("a word in the title weighs more than one in the summary", () => {
  const found = ranked({ plan: { ...on(["a"], { summary: true }), ...on(["b"], { title: true }) } });
  assert.deepEqual(ids(found), ["b", "a"]);
});

test("a title that has all of the query is better than two words in text and title", () => {
  const found = ranked({
    plan: { ...on(["a"], { frequency: 1.9, title: true }), ...on(["b"], { title: true }), ...on(MANY) },
    rus: { ...on(["a"], { frequency: 1.9 }), ...on(["b"], { title: true }), ...on(MANY) },
  });
  assert.deepEqual(ids(found).slice(0, 2), ["b", "a"]);
});

test("of two pages with as much in all, that with more of the query's words is better", () => {
  /* Both words are on two pages, so they weigh alike; a has twice as much of one, b has both. */
  const found = ranked({
    plan: { ...on(["a"], { frequency: 2 }), ...on(["b"]) },
    rus: on(["b", "c"]),
  });
  assert.equal(ids(found)[0], "b");
  near(scores(found).a, scores(found).b * 0.5 ** TUNING.cover);
  assert.ok(scores(found).a < scores(found).b);
});

test("a page with more of the words is better", () => {
  const index = {
    plan: { ...on(["a", "c"], { frequency: 2, title: true }), ...on(["b"]) },
    rus: on(["b", "c"]),
    øl: on(["b"]),
  };
  assert.equal(ids(ranked(index))[0], "c", "two words and the title");
  index.plan.c.title = false;
  assert.equal(ids(ranked(index))[0], "b", "three words");
});

test("words together are better than words apart", () => {
  const both = (/** @type {number} */ second) =>
    ranked({
      plan: { ...on(["a"], { positions: [1] }), ...on(["b"], { positions: [1] }) },
      rus: { ...on(["a"], { positions: [40] }), ...on(MANY), ...on(["b"], { positions: [second] }) },
    }).slice(0, 2);
  assert.deepEqual(ids(both(12)), ["b", "a"]);
  const [one, other] = both(13);
  assert.equal(one.score, other.score);
});

test("one word many times is not together with another", () => {
  const found = scores(ranked({ plan: { ...on(["a"], { positions: [1, 2, 3] }), ...on(["b"]) } }));
  assert.equal(found.a, found.b);
});

test("a page with too little of what was meant is no hit", () => {
  const found = ranked({ plan: on(["a", ...MANY]), rus: on(["a"]), øl: on(["a", "b"]) });
  assert.deepEqual(ids(found), ["a", "b"], "the commonest word alone is too little");
  near(found[0].share, 1);
  assert.ok(found.every(({ share }) => TUNING.least <= share && share <= 1 + 1e-9));
  assert.equal(ranked({ plan: on(MANY), rus: {} }).length, MANY.length, "it is relative to the best page");
});

test("pages as good are in the order of their ids", () => {
  for (const order of [["c", "a", "b"], ["b", "c", "a"]]) {
    assert.deepEqual(ids(ranked({ plan: on(order) })), ["a", "b", "c"]);
  }
});

test("a page that no word was looked for in has nothing", () => {
  assert.deepEqual(unranked("a"), { id: "a", score: 0, share: 0, titled: 0, positions: new Map() });
});

describe("alternatives", () => {
  test("the best one counts and no other", () => {
    const index = { plan: on(["a", "b"]), strategi: on(["b"]), rus: on(["c"]) };
    const found = ranked(index, meant("plan", ["strategi", 0.9], ["rus", 0.5]));
    const { a, b, c } = scores(found);
    assert.equal(a, b);
    assert.ok(b > c && c > 0);
    assert.deepEqual([shares(found).a, shares(found).c], [1, 0.5]);
  });

  test("a longer word that begins so counts less", () => {
    const found = ranked({ plan: { ...on(["a"], { exact: false, frequency: 1.5 }), ...on(["b"]) } });
    assert.deepEqual(ids(found), ["b", "a"]);
  });

  test("where no page has the word itself, longer ones count in full", () => {
    assert.deepEqual(ranked({ plan: on(["a"], { exact: false }) }), ranked({ plan: on(["a"]) }));
  });

  test("an exact one is found as it stands alone", () => {
    const index = { plan: {}, ip: { ...on(["a"], { exact: false }), ...on(["b"]) } };
    assert.deepEqual(ids(ranked(index, meant("plan", ["ip", 0.9, true]))), ["b"]);
    assert.deepEqual(ids(ranked(index, meant("plan", ["ip", 0.9]))), ["b", "a"]);
  });

  test("all its words must be there", () => {
    const index = { ip: {}, individuell: on(["a", "b"]), plan: on(["b", "c"], { title: true }) };
    assert.deepEqual(ids(ranked(index, meant("ip", ["individuell plan", 0.9]))), ["b"]);
  });

  test("the title must have all its words", () => {
    const titled = { title: true };
    const [first, second, whole] = [
      { ip: {}, individuell: on(["a"]), plan: on(["a"], titled) },
      { ip: {}, individuell: on(["a"], titled), plan: on(["a"]) },
      { ip: {}, individuell: on(["a"], titled), plan: on(["a"], titled) },
    ].map((index) => ranked(index, meant("ip", ["individuell plan", 0.9]))[0].score);
    assert.equal(first, second);
    const weight = Math.log(1 + (TOTAL - 0.5) / 1.5) ** TUNING.rare;
    const otherHalf = ((weight * 0.9 * TUNING.title) / 2) * 0.9 ** TUNING.cover;
    near(whole - first, otherHalf + weight * 0.9 ** 3 * TUNING.whole);
  });

  test("what weighs more than the word is no larger share", () => {
    const index = { 5: on(["b"]), par5: on(["a"]), rus: on(["b"]) };
    assert.ok(shares(ranked(index, meant("5", ["par5", 3]), meant("rus"))).a < 1);
  });

  test("synonyms do not make a word common", () => {
    const index = { plan: on(["a"]), rus: on(["b", "c"]), øl: on(MANY) };
    assert.equal(ids(ranked(index, meant("plan", ["øl", 0.5]), meant("rus")))[0], "a");
    assert.deepEqual(ids(ranked(index, meant("plan", ["øl", 0.9]), meant("rus"))).slice(0, 2), ["b", "c"]);
  });

  test("each position is given with its weight", () => {
    const index = { plan: on(["a"], { positions: [3, 5] }), øl: on(["a"], { positions: [5, 8] }) };
    const [{ positions }] = ranked(index, meant("plan", ["øl", 0.5]));
    assert.deepEqual([...positions.keys()].sort(), [3, 5, 8]);
    assert.equal(new Set(positions.values()).size, 1);
  });
});

for (const often of [0, 1, 50, 100]) {
  test(`rarity is the inverse document frequency: ${often}`, () => {
    near(rarity(often, TOTAL), Math.log(1 + (TOTAL - often + 0.5) / (often + 0.5)));
    assert.ok(rarity(often, TOTAL) > 0);
  });
}

test("what is there often weighs more, and never much more", () => {
  const found = [0, 1, 2, 10, 1000].map(saturated);
  assert.deepEqual(found, [...found].sort((one, other) => one - other));
  assert.equal(found[0], 0);
  near(found[1], 1);
  assert.ok(found[4] < 2.2);
});

test("a page with a longer word alone has less of what was meant", () => {
  const index = { plan: { a: { frequency: 1 }, b: { frequency: 1, exact: false } } };
  const found = shares(ranked(index));
  near(found.a, 1);
  near(found.b, TUNING.begins);
});

test("a phrase is there in full only where every word of it is", () => {
  const index = {
    hensyn: { a: { frequency: 1 }, b: { frequency: 1 } },
    sone: { a: { frequency: 1 }, b: { frequency: 1, exact: false } },
  };
  const found = shares(ranked(index, meant("finnes ikke", ["hensyn sone", 1])));
  near(found.a, 1);
  near(found.b, TUNING.begins);
});

test("where another word stands in for the reader's, its places weigh as little as it does", () => {
  const [found] = ranked({ veg: on(["a"], { positions: [7] }) }, meant("vei", ["veg", 0.5]));
  near(/** @type {number} */ (found.positions.get(7)), 0.5 * rarity(1, TOTAL) ** TUNING.rare);
});

test("words close to each other count with the weights of all, in whichever order they stand", () => {
  const often = on(["a", ...MANY]);
  const score = (/** @type {number} */ one, /** @type {number} */ other) =>
    scores(
      ranked({
        sjelden: on(["a"], { positions: [one] }),
        vanlig: { ...often, a: { frequency: 1, positions: [other] } },
      }),
    ).a;
  const both = rarity(1, TOTAL) ** TUNING.rare + rarity(MANY.length + 1, TOTAL) ** TUNING.rare;
  near(score(3, 5) - score(3, 90), TUNING.together * both);
  near(score(5, 3), score(3, 5));
  near(score(90, 3), score(3, 90));
});

describe("a stop word", () => {
  const small = { ...meant("når"), light: true };

  test("weighs by how rare it is, and less than a word", () => {
    const found = scores(ranked({ plan: on(["a", "b"]), når: on(["a"]) }, meant("plan"), small));
    near(found.a - found.b, TUNING.light * rarity(1, TOTAL));
    assert.ok(found.a - found.b < rarity(1, TOTAL) ** TUNING.rare);
  });

  test("finds no page by itself, and says nothing of what a page or its title has", () => {
    const [first, ...others] = ranked({ plan: on(["a"], { title: true }), når: on(["b"], { title: true }) }, meant("plan"), small);
    assert.deepEqual([first.id, first.share, first.titled, others], ["a", 1, 1, []]);
    assert.deepEqual(ranked({ når: on(["b"]) }, meant("plan"), small), []);
  });

  test("is not marked in the text", () => {
    const at = (/** @type {number} */ position) => on(["a"], { positions: [position] });
    const [{ positions }] = ranked({ plan: at(4), når: at(3) }, meant("plan"), small);
    assert.deepEqual([...positions.keys()], [4]);
  });
});

describe("words one after the other, as in the query", () => {
  const place = (/** @type {number} */ position) => on(["a"], { positions: [position] });
  /** @type {(first: string, second: string, at: number[]) => number} */
  const score = (first, second, [one, other]) => scores(ranked({ [first]: place(one), [second]: place(other) }, meant(first), meant(second))).a;
  const weight = rarity(1, TOTAL) ** TUNING.rare;

  test("count with the weights of both", () => {
    near(score("kort", "frist", [3, 4]) - score("kort", "frist", [3, 5]), TUNING.beside * 2 * weight);
    near(score("kort", "frist", [4, 3]), score("kort", "frist", [3, 5])); // the other way round they are close, no more
  });

  for (const [first, second] of [["18", "prosent"], ["juli", "2026"], ["nou2025", "8"]]) {
    test(`count for more where one is a number: ${first} ${second}`, () => {
      near(score(first, second, [3, 4]) - score(first, second, [3, 5]), (TUNING.beside + TUNING.number) * 2 * weight);
      near(score(first, second, [4, 3]), score(first, second, [3, 5]));
    });
  }

  test("are of one page, and follow one another in the query", () => {
    const index = { en: on(["a"], { positions: [3] }), to: on(["b"], { positions: [4] }), tre: on(["a"], { positions: [4] }) };
    const apart = { ...index, tre: on(["a"], { positions: [5] }) };
    near(scores(ranked(index)).a, scores(ranked(apart)).a);
  });
});

test("a title has a word only as far as what stands in it means the word", () => {
  const titled = { title: true };
  const pages = (/** @type {Given} */ given) => ({ bolig: on(["a"]), levekår: on(["a"], given) });
  const score = (/** @type {Given} */ given) => ranked(pages(given), meant("bolig", ["levekår", 0.25]))[0];
  near(score(titled).titled, 0.25);
  near(score({}).titled, 0);
  const whole = ranked({ bolig: on(["a"], titled) }, meant("bolig"))[0];
  near(whole.titled, 1);
});

describe("how readers ask for a page", () => {
  const place = (/** @type {number[]} */ ...positions) => on(["a"], { positions });
  const from = (/** @type {string} */ id) => (id === "a" ? 100 : NaN);
  const asked = (/** @type {Index} */ index) => {
    const words = Object.keys(index);
    const postingsOf = (/** @type {string} */ word) => ({
      exact: new Set(Object.keys(index[word])),
      pages: new Map(Object.entries(index[word]).map(([id, given]) => [id, { ...NONE, ...given }])),
    });
    const [page] = rank(words.map((word) => meant(word)), postingsOf, TOTAL, from).filter(({ id }) => id === "a");
    return page.score;
  };

  test("weighs as a title does, where one question has the words", () => {
    const [text, question] = [asked({ plan: place(1), rus: place(2) }), asked({ plan: place(101), rus: place(102) })];
    assert.ok(question > text);
  });

  test("weighs less where its words are of two questions", () => {
    const [one, two] = [asked({ plan: place(101), rus: place(105) }), asked({ plan: place(101), rus: place(130) })];
    assert.ok(one > two);
  });

  test("does not count twice what the title has", () => {
    const titled = { frequency: 1, title: true };
    const [without, both] = [[1], [101]].map((positions) => asked({ plan: on(["a"], { ...titled, positions }) }));
    near(both, without);
  });
});
