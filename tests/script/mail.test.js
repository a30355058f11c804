/** Mail as an address (RFC 6068): what a reader writes arrives whole, and stays text. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { addressFault, asText, compose, oneLine, readMail, room, shorten } from "../../layouts/assets/mail.js";

/** @param {string} address */
function read(address) {
  const [, to, query] = address.match(/^mailto:([^?]*)\?(.*)$/su) ?? [];
  const pairs = query.split("&").map((pair) => pair.split("=").map(decodeURIComponent));
  return { to: decodeURIComponent(to), names: pairs.map(([name]) => name), ...Object.fromEntries(pairs) };
}

/** @param {string} body */
const mail = (body, subject = "Tips", to = "kari@eksempel.no") => ({ to, subject, body });

for (const text of [
  "blåbærsyltetøy, ÆØÅ",
  "«sitat» \"to\" 'tre' `fire`",
  "👩🏽‍🚒 og 🇳🇴",
  "første linje\nandre linje\n\nfjerde",
  "100 % sikkert & slikt? #1 = <b>a+b</b>; a, b",
  "%0D%0ABcc: ole@eksempel.no",
  "(a) *b* !c ~d",
  "Kari&bcc=ole@eksempel.no",
  "Kari?cc=ole@eksempel.no",
  "Kari&subject=Nytt",
]) {
  test(`what is written arrives whole, and never becomes a header: ${text}`, () => {
    const address = compose(mail(text, oneLine(text)));
    assert.match(address, /^[\w.~%@+:?&=-]+$/u, "only characters that an address may have");
    assert.ok(!address.includes("+"), "a plus is a plus in mailto, never a space");
    const { to, names, body, subject } = read(address);
    assert.deepEqual(names, ["subject", "body"]);
    assert.deepEqual([to, body, subject], ["kari@eksempel.no", text.replaceAll("\n", "\r\n"), oneLine(text)]);
  });
}

test("half an emoji stops nothing", () => {
  assert.equal(read(compose(mail("før \ud83d etter"))).body, "før \ufffd etter");
});

test("line ends of any kind are those of mail, and control characters go", () => {
  assert.equal(read(compose(mail("a\r\nb\rc\u2028d\u0085e\u0007f\tg"))).body, "a\r\nb\r\nc\r\nd\r\nef g");
});

test("one line is one line without control characters", () => {
  assert.equal(oneLine(" Kari\r\nBcc: ole@eksempel.no\u0007 \u2029"), "Kari Bcc: ole@eksempel.no");
  const { names, subject } = read(compose(mail("", "Tips\r\nBcc: ole@eksempel.no")));
  assert.deepEqual([names, subject], [["subject", "body"], "Tips Bcc: ole@eksempel.no"]);
});

test("letters that may stand in a mailto address are left readable", () => {
  const to = "kari.nord+tips_1-2@eksempel.no";
  assert.ok(compose(mail("", "Tips", to)).startsWith(`mailto:${to}?subject=`));
});

for (const [address, fault] of [
  ["kari@eksempel.no", ""],
  ["kari.o'hara+tips_1-2@post.eksempel.no", ""],
  ["åse@blåbær.no", ""],
  ["", "empty"],
  ["kari@eksempel.no,ole@eksempel.no", "several"],
  ["kari@eksempel.no;ole@eksempel.no", "several"],
  ["kari@eksempel.no ole@eksempel.no", "several"],
  ["kari@eksempel.no&bcc=ole@eksempel.no", "several"],
  ["kari@eksempel.no?bcc=ole@eksempel.no", "several"],
  ["kari@eksempel.no%2cole@eksempel.no", "several"],
  ["kari@eksempel.no%0d%0abcc:ole", "several"],
  ["kari@eksempel.no\u2028ole@eksempel.no", "several"],
  ["kari@eksempel.no\uff0cole@eksempel.no", "several"],
  ["Kari <kari@eksempel.no>", "several"],
  ['"kari,ole"@eksempel.no', "several"],
  ["kari@eksempel", "invalid"],
  ["kari", "invalid"],
  ["@eksempel.no", "invalid"],
  ["kari@.no", "invalid"],
  ["ka..ri@eksempel.no", "invalid"],
  ["kari@127.0.0.1", "invalid"],
  [`${"a".repeat(65)}@eksempel.no`, "invalid"],
  [`kari@${"a.".repeat(130)}no`, "invalid"],
]) {
  test(`anything but one address is refused: ${address.slice(0, 40)}`, () => {
    assert.equal(addressFault(address), fault);
  });
}

for (const [character, cost] of /** @type {[string, number][]} */ ([["a", 1], ["å", 6], ["🙂", 12], ["\n", 6], [" ", 3]])) {
  test(`the room is counted in what characters cost: ${JSON.stringify(character)}`, () => {
    const before = room(mail("xx"));
    assert.equal(before - room(mail(`x${character.repeat(3)}x`)), 3 * cost);
    const full = "x".repeat(before % cost) + character.repeat(Math.floor(before / cost));
    assert.equal(room(mail(`x${full}x`)), 0);
    assert.ok(compose(mail(`x${full}x`)).length < 2000);
    assert.ok(room(mail(`x${full}${character}x`)) < 0);
  });
}

for (const title of ["Planlegging ".repeat(300), "ÆØÅ".repeat(800), "👩🏽‍🚒".repeat(500), "(*)".repeat(900)]) {
  test(`a very long title leaves room for a message: ${title.slice(0, 12)}`, () => {
    const short = shorten(title);
    assert.ok(short.endsWith("…") && title.startsWith(short.slice(0, -1)));
    assert.ok(!compose(mail(short, short)).includes("%EF%BF%BD"));
    assert.ok(room(mail(short, short)) > 1000);
  });
}

test("a title with room is left as it is", () => {
  assert.equal(shorten("Planstrategi"), "Planstrategi");
});

for (const address of [
  compose(mail("a\nb & c", "Om 100 % = +", "a+b@eksempel.no")),
  compose(mail("æøå = =", "«x»", "")),
]) {
  test(`what a mail link says is read back: ${address}`, () => {
    const { to, body, subject } = read(address);
    assert.deepEqual(readMail(address), { to, subject, body });
  });
}

test("an address alone, and one that is badly encoded, are read as they are", () => {
  assert.deepEqual(readMail("mailto:a@b.no"), { to: "a@b.no", subject: "", body: "" });
  assert.deepEqual(readMail("mailto:100%@b.no?cc=x&subject=%E0"), { to: "100%@b.no", subject: "%E0", body: "" });
  assert.deepEqual(readMail("https://a.no"), { to: "", subject: "", body: "" });
});

test("a mail as text has what there is of it, and nothing of the text becomes a header", () => {
  const names = { to: "Til", subject: "Emne" };
  assert.equal(asText({ to: "a@b.no", subject: "", body: "" }, names), "a@b.no");
  assert.equal(asText(mail("Hei\r\nho"), names), "Til: kari@eksempel.no\nEmne: Tips\n\nHei\nho");
  assert.equal(asText(mail("Hei", "Tips\nTil: x", ""), names), "Emne: Tips Til: x\n\nHei");
  assert.equal(asText(mail(" \n ", "", "a@b.no"), names), "Til: a@b.no");
});
