/** From a query to what is looked up: words that matter, their alternatives, corrections, sections of laws. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { WEIGHTS } from "../../layouts/assets/query-expansion.js";
import { lexicon } from "../../layouts/assets/lexicon.js";
import { data, speaking } from "./fixtures.js";

/**
 * @typedef {import("./fixtures.js").Data} Data
 * @typedef {import("../../layouts/assets/question.js").Question} Question
 * @typedef {{ literal?: boolean, known?: string[], off?: string[], given?: Data }} Options
 */

const WORDS = (
  "alkohol ansvar arbeid bygningsloven folkehelse folkehelsearbeid folkehelsearbeidet handlingsplan handlingsplanen" +
  " kontroll kronikk medverknad medvirkning medvirke plan planstrategi rus rusarbeid veileder rettleiar strategi øl"
).split(" ");
const GIVEN = data(WORDS, {
  stop: ["den er for hva i og om på ta"],
  same: ["veileder|rettleiar", "ip|individuell plan", "pbl|plan- og bygningsloven|plan- og bygningslova", "ta|og"],
  near: ["alkohol|øl|rus", "råd|veileder"],
  bets: [
    [["hva er planstrategi", "strategi"], "no_bet"],
    [["§ 5"], "no_five"],
  ],
  laws: [
    ["pbl", "plan- og bygningsloven"],
    ["fhl", "folkehelseloven"],
  ],
});
/** @type {[string, string][]} */
const LABELS = [
  ["kind", "Kronikk"],
  ["kind", "Spørsmål og svar"],
  ["author", "Åse Eksempel"],
  ["theme", "Folkehelse"],
];

/**
 * @param {string} query
 * @param {Options} [options] `known`: words that the index has.
 */
function understand(query, { literal = false, known = [], off = [], given = GIVEN } = {}) {
  return speaking(given, LABELS, off).understand(query, literal, async (word) => known.includes(word));
}

/** @param {Question} question */
const texts = ({ concepts }) => concepts.map(({ text }) => text);

/**
 * @param {Question} question
 * @param {string} text
 * @returns {Record<string, number>} The alternatives of a concept with their weights.
 */
function weights({ concepts }, text) {
  const [concept, ...others] = concepts.filter((each) => each.text === text);
  assert.deepEqual(others, []);
  return Object.fromEntries(concept.alternatives.map(({ words, weight }) => [words.join(" "), weight]));
}

/**
 * @param {string} query
 * @param {Options} [options]
 * @returns {Promise<Record<string, number>>} The alternatives of the only word of a query.
 */
async function expanded(query, options) {
  return weights(await understand(query, options), query);
}

describe("stop words", () => {
  for (const [query, left] of /** @type {[string, string[]][]} */ ([
    ["Hva er planstrategi?", ["planstrategi"]],
    ["hva er", ["hva", "er"]],
    ["og", ["og"]],
    ["alkohol og rus", ["alkohol", "rus"]],
    ["?!", []],
    ["", []],
  ])) {
    test(`are left out unless they are all there is: ${query}`, async () => {
      assert.deepEqual(texts(await understand(query)), left);
    });
  }

  test("are not excluded by a minus in the wrong place", async () => {
    const question = await understand("plan -og bygningsloven -rus");
    assert.deepEqual(question.without, ["rus"]);
    assert.deepEqual(texts(question), ["plan", "bygningsloven"]);
  });

  const light = data(WORDS, { stop: ["kvifor", "hvem|kven når", "får", "er hva og skal"] });
  for (const [query, left] of /** @type {[string, string[]][]} */ ([
    ["når er planen på høring", ["når", "planen", "på", "høring"]],
    ["hva er planen", ["planen"]],
    ["kven skal lage planen, og når får kommunen den", ["hvem", "lage", "planen", "når", "kommunen", "den"]],
    ["når får ein plan, kvifor", ["når", "ein", "plan", "kvifor"]],
    ["når og når og kven", ["når", "og", "når", "og", "kven"]],
    ["plan når når", ["plan", "når"]],
  ])) {
    test(`are looked up in their places, the two rarest of those that tell pages apart: ${query}`, async () => {
      const { concepts } = await understand(query, { given: light, literal: true });
      assert.deepEqual(concepts.map(({ text }) => text), left);
    });
  }

  test("are found in the other standard too, and switched off by name", async () => {
    const { concepts } = await understand("kven lager plan", { given: light, literal: true });
    assert.deepEqual(concepts.map(({ light: small = false }) => small), [true, false, false]);
    assert.deepEqual(weights({ concepts, phrases: [], without: [], corrected: "" }, "hvem"), { hvem: 1, kven: 1 });
    assert.deepEqual(texts(await understand("kven lager plan", { given: light, literal: true, off: ["light"] })), ["lager", "plan"]);
  });

  test("matter where they are switched off", async () => {
    assert.deepEqual(texts(await understand("hva er plan", { off: ["stop"] })), ["hva", "er", "plan"]);
  });
});

describe("query expansion", () => {
  for (const [query, other] of [
    ["veileder", "rettleiar"],
    ["rettleiar", "veileder"],
  ]) {
    test(`leads to the word of the other standard: ${query}`, async () => {
      assert.equal((await expanded(query))[other], WEIGHTS.same);
      assert.ok(!(other in (await expanded(query, { off: ["same"] }))));
    });
  }

  test("leads from an abbreviation to all words of the full form", async () => {
    const found = await expanded("pbl");
    assert.equal(found.pbl, 1);
    assert.equal(found["plan bygningsloven"], WEIGHTS.same);
  });

  test("does not take a word for one that is derived from it", async () => {
    const given = data(["kommune", "kommuneloven", "lov"], { same: ["kommuneloven|lov om kommuner"], stop: ["om"] });
    assert.deepEqual(Object.keys(await expanded("kommunen", { given })), ["kommunen"]);
    assert.equal((await expanded("kommunelova", { given }))["lov kommuner"], WEIGHTS.same);
  });

  test("leads from each word of a full form to the abbreviation", async () => {
    const question = await understand("individuell plan i rusarbeid");
    for (const word of ["individuell", "plan"]) assert.equal(weights(question, word).ip, WEIGHTS.same);
    assert.ok(!("ip" in weights(question, "rusarbeid")));
    for (const other of ["plan individuell", "individuell rusarbeid plan"]) {
      const found = await understand(other);
      assert.ok(texts(found).every((word) => !("ip" in weights(found, word))), other);
    }
  });

  test("takes longer words than an abbreviation for something else", async () => {
    const { concepts } = await understand("ip planstrategi");
    const exact = Object.fromEntries(
      concepts.flatMap(({ alternatives }) => alternatives.map((each) => [each.words[0], each.exact])),
    );
    assert.deepEqual([exact.ip, exact.planstrategi], [true, false]);
  });

  test("weighs a synonym less, and leads on from it in both standards", async () => {
    const found = await expanded("råd");
    assert.deepEqual([found.veileder, found.rettleiar], [WEIGHTS.near, WEIGHTS.near]);
    assert.deepEqual(Object.keys(await expanded("råd", { off: ["near"] })), ["råd"]);
    assert.deepEqual(await expanded("alkohol"), { alkohol: 1, øl: WEIGHTS.near, rus: WEIGHTS.near });
  });

  test("does not lead on from a word that means the same", async () => {
    const given = data(["tillatelse", "løyve", "bevilling"], { same: ["tillatelse|løyve", "løyve|bevilling"] });
    assert.deepEqual(Object.keys(await expanded("tillatelse", { given })), ["tillatelse", "løyve"]);
  });

  test("tries a regular difference where no list has the word", async () => {
    assert.equal((await expanded("medvirkning")).medverknad, WEIGHTS.rule);
    assert.ok(!("medverknad" in (await expanded("medvirkning", { off: ["rule"] }))));
  });

  test("has a label by each of its words", async () => {
    assert.equal((await expanded("kronikker"))["kind=Kronikk"], WEIGHTS.kind);
    assert.equal((await expanded("åse"))["author=Åse Eksempel"], WEIGHTS.author);
    assert.equal((await expanded("folkehelse"))["theme=Folkehelse"], WEIGHTS.theme);
    for (const word of ["og", "svar"]) assert.ok(!("kind=Spørsmål og svar" in (await expanded(word))), word);
    assert.deepEqual(Object.keys(await expanded("åse", { off: ["label"] })), ["åse"]);
  });

  test("has the label of a kind by what the kind is called otherwise", async () => {
    const given = data(["kronikk", "innlegg", "folkehelse", "helse"], {
      same: ["kronikk|kronikar"],
      near: ["kronikk|innlegg|fritt ord", "folkehelse|helse", "god kronikk|tekst"],
    });
    assert.equal((await expanded("innlegget", { given }))["kind=Kronikk"], WEIGHTS.kind * WEIGHTS.near);
    assert.equal((await expanded("kronikar", { given }))["kind=Kronikk"], WEIGHTS.kind * WEIGHTS.same);
    for (const other of ["fritt", "tekst", "god"]) assert.ok(!("kind=Kronikk" in (await expanded(other, { given }))), other);
    assert.ok(!("theme=Folkehelse" in (await expanded("helse", { given }))));
  });

  test("has no words that the site lacks", async () => {
    const given = data(["rus", "veileder"], { same: ["veileder|guide|ip"], near: ["rus|fyll"] });
    assert.deepEqual(Object.keys(await expanded("veileder", { given })), ["veileder", "ip"]);
    assert.deepEqual(Object.keys(await expanded("rus", { given })), ["rus"]);
  });

  test("has each alternative once with its greatest weight", async () => {
    const given = data(["rus", "øl"], { same: ["rus|øl"], near: ["rus|øl"] });
    assert.deepEqual(await expanded("rus", { given }), { rus: 1, øl: WEIGHTS.same });
  });
});

describe("numbers", () => {
  for (const [query, whole] of [["17,5", "175"], ["2/2011", "22011"], ["H-5/18", "h518"], ["kl. 00.40", "0040"]]) {
    test(`are one where they are written so, as the index has them: ${query}`, async () => {
      const question = await understand(query);
      for (const word of texts(question).filter((each) => each !== "kl")) assert.equal(weights(question, word)[whole], WEIGHTS.decimal);
    });
  }

  test("are two where they are in another order, or a word is between them", async () => {
    assert.ok(!("517" in weights(await understand("17,5"), "17")));
    assert.ok(!("175" in weights(await understand("17 plan 5"), "17")));
  });

  for (const [word, apart] of [["is2824", "is 2824"], ["18år", "18 år"], ["is82l", "is 82 l"]]) {
    test(`are looked for apart from their letters: ${word}`, async () => {
      assert.ok(apart in (await expanded(word)));
    });
  }

  test("stay as they are with the letter of a section", async () => {
    assert.deepEqual(Object.keys(await expanded("7d")), ["7d"]);
  });
});

describe("compounds", () => {
  for (const query of ["plan handling", "handling plan", "handlings plan"]) {
    test(`of two words that the site joins: ${query}`, async () => {
      const [whole, off] = [await understand(query), await understand(query, { off: ["joined", "compound"] })];
      for (const word of query.split(" ")) {
        assert.equal(weights(whole, word).handlingsplan, WEIGHTS.joined);
        assert.ok(!("handlingsplan" in weights(off, word)));
      }
    });
  }

  test("are made of two words beside each other alone", async () => {
    assert.ok(!("handlingsplan" in weights(await understand("plan rus handling"), "plan")));
  });

  test("come with what they are also called", async () => {
    const given = data(["rusplan", "ruspolitikk", "rus", "plan"], { same: ["rusplan|ruspolitikk"] });
    const found = weights(await understand("rus plan", { given }), "plan");
    assert.equal(found.ruspolitikk, WEIGHTS.same * WEIGHTS.joined);
  });

  test("lead to their parts where the site lacks them", async () => {
    assert.equal((await expanded("alkoholplan"))["alkohol plan"], WEIGHTS.parts);
    assert.deepEqual(Object.keys(await expanded("alkoholplan", { off: ["parts"] })), ["alkoholplan"]);
    assert.ok(!("rus arbeid" in (await expanded("rusarbeid"))));
  });

  test("lead to one of their parts too, and to the last one in other words", async () => {
    const found = await expanded("rusveileder", { given: data(WORDS, { same: ["veileder|rettleiar"] }) });
    assert.deepEqual([found["rus veileder"], found["rus rettleiar"]], [WEIGHTS.parts, WEIGHTS.parts]);
    assert.deepEqual([found.rus, found.veileder], [WEIGHTS.part, WEIGHTS.part]);
  });

  test("are taken apart though a list has them, where the site has neither them nor what they mean", async () => {
    const given = data(["rus", "veileder"], { same: ["rusveileder|rusrettleiar"] });
    assert.equal((await expanded("rusveileder", { given }))["rus veileder"], WEIGHTS.parts);
  });

  test("that end in a word are what it leads to where the site has it in them alone", async () => {
    const given = data(["folkehelse", "folkehelsearbeidet", "rus", "rusarbeid"]);
    const found = await expanded("arbeid", { given });
    assert.deepEqual([found.folkehelsearbeidet, found.rusarbeid], [WEIGHTS.compound, WEIGHTS.compound]);
    assert.ok(!("rusarbeid" in (await expanded("arbeid"))), "the site has the word itself");
    assert.ok(!("rusarbeid" in (await expanded("arbeid", { given, off: ["compound"] }))));
  });
});

describe("correction", () => {
  for (const [query, corrected] of [
    ["planstartegi", "planstrategi"],
    ["Planstartegi, og PLANSTARTEGI!", "planstrategi, og planstrategi!"],
    ["Hva er ei planstratgi for Rus?", "Hva er ei planstrategi for Rus?"],
    ["alkohol", ""],
    ["alkoholen", ""],
    ["heimelaga", ""],
    ["plxn", ""],
    ["planstartegi2", ""],
    ["folkehelsarbeid kontoll", "folkehelsearbeid kontroll"],
  ]) {
    test(`puts a misspelt word right, and leaves the rest as it was typed: ${query}`, async () => {
      assert.equal((await understand(query)).corrected, corrected);
    });
  }

  test("is what is looked up", async () => {
    assert.deepEqual(texts(await understand("PLANSTARTEGI rus")), ["planstrategi", "rus"]);
  });

  test("holds in quotation marks too", async () => {
    const question = await understand('"Ny planstartegi" -alkohol');
    assert.deepEqual(question.phrases, ["ny planstrategi"]);
    assert.equal(question.corrected, '"Ny planstrategi" -alkohol');
  });

  test("leaves a form of a word that ends in a vowel, which is looked for without its ending too", async () => {
    const question = await understand("koronaen", { given: data(["korona", "kolonnen"]) });
    assert.equal(question.corrected, "");
    assert.equal(weights(question, "koronaen").korona, WEIGHTS.same);
  });

  test("knows decomposed letters", async () => {
    const question = await understand("Rådgivnign åpen".normalize("NFD"), { given: data(["rådgivning"]) });
    assert.equal(question.corrected, "rådgivning åpen");
  });

  for (const [query, corrected] of [
    ["planst", ""],
    ["rus folkehelsea", ""],
    ["planstr rus", ""],
    ["folkehelsex", "folkehelse"],
    ["folkehelsea ", ""],
    ["folkehelsea rus", ""],
    ["folkehelsex rus", "folkehelse rus"],
  ]) {
    test(`leaves what begins a word of the site: "${query}"`, async () => {
      assert.equal((await understand(query)).corrected, corrected);
    });
  }

  test("leaves what a list, the index or the other standard has", async () => {
    const given = data(["planstrategi", "medvirkning"], { same: ["planstartegi|ip"] });
    assert.equal((await understand("planstartegi", { given })).corrected, "");
    assert.equal((await understand("planstratgi", { given, known: ["planstratgi"] })).corrected, "");
    assert.equal((await understand("teneste", { given: data(["tjeneste"]) })).corrected, "");
  });

  test("leaves a word of three letters", async () => {
    assert.equal((await understand("rad mate plan", { given: data(["råd", "måte"]) })).corrected, "rad måte plan");
  });

  test("is a stop word where one was meant", async () => {
    const given = data(["mellom", "planstrategi"], { stop: ["mellom"] });
    const question = await understand("mellxom rus", { given });
    assert.deepEqual([texts(question), question.corrected], [["rus"], "mellom rus"]);
  });

  for (const options of [{ literal: true }, { off: ["correct"] }]) {
    test(`leaves what is meant literally: ${JSON.stringify(options)}`, async () => {
      const question = await understand("planstartegi", options);
      assert.deepEqual([texts(question), question.corrected], [["planstartegi"], ""]);
    });
  }
});

describe("sections of laws", () => {
  const { law } = WEIGHTS;

  test("are looked up as the pages have them", async () => {
    assert.deepEqual(weights(await understand("§ 11-1"), "11-1"), { par11x1: law, "11-1": 1 });
    assert.deepEqual(weights(await understand("§ 5"), "5"), { par5: law });
  });

  test("with a letter have the whole section as an alternative", async () => {
    const found = weights(await understand("§ 3-9 b"), "3-9b");
    assert.deepEqual(found, { par3x9b: law, par3x9: law / 2, "3-9b": 1, "3-9": 1 });
  });

  for (const query of ["pbl § 11-1", "§ 11-1 i plan- og bygningsloven", "11-1 plan- og bygningslovens"]) {
    test(`weigh most where they are of the law that is named: ${query}`, async () => {
      const found = weights(await understand(query), "11-1");
      assert.deepEqual(found, { pblpar11x1: law, par11x1: law / 3, "11-1": 1 });
    });
  }

  test("say which law is meant, whose name then weighs little", async () => {
    const words = (/** @type {string} */ query) => understand(query).then((question) => weights(question, "folkehelseloven"));
    assert.equal((await words("folkehelseloven § 5")).folkehelseloven, WEIGHTS.lawful);
    assert.equal((await words("folkehelseloven")).folkehelseloven, 1);
    assert.equal((await words('"folkehelseloven § 5"')).folkehelseloven, 1); // every page has it word by word
    assert.equal(weights(await understand("folkehelseloven § 5 plan"), "plan").plan, 1);
  });

  for (const [query, sections] of /** @type {[string, string[]][]} */ ([
    ["pbl 5", ["5"]],
    ["folkehelseloven 7 a", ["7"]],
    ["folkehelseloven 7a", ["7a"]],
    ["folkehelseloven 2012", []],
    ["plan 5", []],
    ["bygningsloven 5", []],
    ["pbl § 11-1 30 dager", ["11-1"]],
  ])) {
    test(`are numbers too where a law is named: ${query}`, async () => {
      const question = await understand(query);
      const all = texts(question);
      assert.deepEqual(
        all.filter((text) => `par${text.replaceAll("-", "x")}` in weights(question, text)),
        sections,
      );
      assert.equal(all.length, new Set(all).size);
    });
  }
});

describe("best bets", () => {
  for (const [query, id] of [
    ["Hva er planstrategi?", "no_bet"],
    ["planstrategien", "no_bet"],
    ["STRATEGI", "no_bet"],
    ["om strategier", "no_bet"],
    ["strategi plan", ""],
    ["hva er", ""],
    ["", ""],
    ["?", ""],
    ["§ 5", "no_five"],
  ]) {
    test(`hold for what asks the same: ${query}`, () => {
      assert.equal(speaking(GIVEN).bet(query), id);
    });
  }

  test("can be switched off", () => {
    assert.equal(speaking(GIVEN, [], ["bets"]).bet("strategi"), "");
  });
});

test("loosely asked only the beginnings of words count", async () => {
  const known = speaking(GIVEN);
  const question = await known.understand('"planstrek" -rus alkoholix qqq', true, async () => false);
  assert.deepEqual(await known.loosely(question), {
    concepts: ["planstrategi", "alkohol"].map((word) => ({ text: word, alternatives: [{ words: [word], weight: 1 }] })),
    phrases: [],
    without: [],
    corrected: "",
  });
});

test("words of a group are unfolded: each has what it shares with the one before it", async () => {
  const given = data(["høyring"], { same: ["høring|høyring|uttale"] });
  assert.deepEqual(given.same, ["høring|2yring|0uttale"]);
  assert.equal((await expanded("uttale", { given })).høyring, WEIGHTS.same);
});

test("a word begins as a form of it does", async () => {
  const { begins } = speaking(GIVEN);
  assert.deepEqual(await Promise.all(["folk", "planene", "xyz"].map(begins)), [true, true, false]);
});

describe("a name", () => {
  const given = data(["plan"], {
    laws: [["", "kommuneloven", "koml."]],
    terms: [["", "overdosedødsfall"], ["planstrategi", "planstrategi"], ["", "individuell plan", "IP"]],
    same: ["kommuneloven|lov om kommuner og fylkeskommuner"],
  });
  for (const [query, names] of /** @type {[string, string[]][]} */ ([
    ["kommuneloven", ["lov/kommuneloven"]],
    ["Kommunelova", ["lov/kommuneloven"]],
    ["alt om kommuneloven § 14-4", ["lov/kommuneloven"]],
    ["koml. § 5 b", ["lov/kommuneloven"]],
    ["Lov om kommuner og fylkeskommuner (kommuneloven)", ["lov/kommuneloven"]],
    ["hva er planstrategi", ["ord/planstrategi"]],
    ["ip", ["ord/individuell-plan"]],
    ["overdosedodsfall", ["ord/overdosedodsfall"]],
    ["overdoesedødsfall", ["ord/overdosedodsfall"]],
    ["når går planstrategien ut", []],
    ["plannstrategi", []],
    ["kommuneloven og økonomi", []],
    ['"planstrategi"', []],
    ["§ 14-4", []],
  ])) {
    test(`leads to its law or term: ${query}`, () => {
      assert.deepEqual(speaking(given).named(query), names);
    });
  }
});

describe("a common word that the site does not have", () => {
  const given = data(["lokal", "virke"], { stop: ["bør spørsmål"] });
  const isFrequent = (/** @type {string} */ word) => word === "lojal" || word === "kirke";
  const common = { words: lexicon(["lokal", "nabolag", "virke"]), isFrequent };

  test("nor is a rare word of the site, and a slip in it is put right", async () => {
    const { understand: asked } = speaking(given, [], [], common);
    const corrected = async (/** @type {string} */ word) => (await asked(word, false, () => Promise.resolve(false))).corrected;
    assert.deepEqual([await corrected("nabolag"), await corrected("nablag")], ["", "nabolag"]);
  });

  for (const word of ["lojal", "kirke"]) {
    test(`is never changed: ${word}`, async () => {
      const { understand: asked } = speaking(given, [], [], common);
      assert.equal((await asked(word, false, () => Promise.resolve(false))).corrected, "");
    });
  }
  for (const [typed, meant] of [["boer", "bør"], ["sporsmal", "spørsmål"], ["spoersmaal", "spørsmål"]]) {
    test(`is a stop word without its letters: ${typed}`, async () => {
      const { understand: asked } = speaking(given, [], [], common);
      assert.deepEqual(texts(await asked(typed, false, () => Promise.resolve(false))), [meant]);
    });
  }
});

describe("everyday words", () => {
  /** @type {(query: string, words?: string, off?: string[], everyday?: string[]) => Promise<Question>} */
  const said = (query, words = "medvirkning planstrategi vald vold", off = [], everyday = ["juling|0bank>vold"]) =>
    speaking(data(words.split(" "), { same: ["vold|vald"] }), [], off, { everyday, words: lexicon(words.split(" ")) }).understand(
      query,
      false,
      async () => false,
    );

  test("lead to what the site calls it, in both standards", async () => {
    assert.deepEqual(weights(await said("juling planstrategi"), "juling"), { vold: WEIGHTS.near, vald: WEIGHTS.near, juling: 1 });
    assert.deepEqual(weights(await said("banken"), "banken"), { vold: WEIGHTS.near, vald: WEIGHTS.near, banken: 1 });
  });

  test("do not lead back", async () => {
    assert.deepEqual(weights(await said("vold juling"), "vold"), { vald: WEIGHTS.same, vold: 1 });
  });

  test("lead there too where the site has them on few pages", async () => {
    const [given, words] = [data(["vald", "vold"], { same: ["vold|vald"] }), lexicon(["juling", "vald", "vold"])];
    const asked = speaking(given, [], [], { everyday: ["juling>vold"], words });
    const query = await asked.understand("juling", false, async () => true);
    assert.deepEqual(weights(query, "juling"), { vold: WEIGHTS.near, vald: WEIGHTS.near, juling: 1 });
  });

  test("are not taken for misspelt ones", async () => {
    assert.equal((await said("julingen", "julinger vald vold", [], ["julingen>vold"])).corrected, "");
    assert.equal((await said("plansrtategi")).corrected, "planstrategi");
  });

  test("may be told with the rest of the words", async () => {
    const given = data(["juling", "vold"], { everyday: ["juling i gata>vold"], near: ["juling|krangel"] });
    const { concepts } = await speaking(given).understand("juling i gata", false, async () => true);
    assert.deepEqual(
      concepts.map(({ alternatives }) => alternatives.some(({ words }) => words.join(" ") === "vold")),
      [true, true, true],
    );
  });

  test("can be switched off", async () => {
    assert.deepEqual(Object.keys(weights(await said("juling planstrategi", undefined, ["everyday"]), "juling")), ["juling"]);
  });
});
