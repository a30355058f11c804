/** Which index is opened, when: once, anew after a failure, and the newer one after a deploy. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { IndexSource } from "../../layouts/assets/index-source.js";

/**
 * @typedef {import("../../layouts/assets/index-loading.js").Edition} Edition
 * @typedef {import("../../layouts/assets/find.js").Index} Index
 */

/**
 * @param {string} name
 * @returns {Edition}
 */
const edition = (name, script = "search.js?v=1") => ({
  bundle: `/sok/indeks/${name}/pagefind.js`,
  words: `/sok/indeks/${name}/ord.json`,
  pages: `/sok/indeks/${name}/sider.json`,
  script,
});

/**
 * @param {string} first
 * @param {(Edition | undefined)[]} newest What the search page says, one time after the other.
 */
function source(first, ...newest) {
  const reloads = newest.length > 1;
  /** @type {string[]} */
  const log = [];
  const open = async (/** @type {Edition} */ { bundle }, /** @type {boolean} */ again) => {
    log.push(`${bundle.split("/")[3]}${again ? " again" : ""}`);
    return /** @type {Index} */ (/** @type {unknown} */ ({ bundle }));
  };
  const outdated = (/** @type {string} */ script) => log.push(`outdated: ${script}`) > 0 && reloads;
  return { log, source: new IndexSource(edition(first), "/sok/", open, outdated, async () => newest.shift()) };
}

test("it is opened once, and stays where nothing is newer or that cannot be told", async () => {
  const { log, source: index } = source("1", edition("1"), undefined);
  await index.open();
  await index.newest();
  await index.newest();
  assert.deepEqual(log, ["1"]);
});

test("it is opened anew after a failure", async () => {
  const { log, source: index } = source("1");
  await index.open();
  index.drop();
  await index.open();
  assert.deepEqual(log, ["1", "1 again"]);
});

test("a newer one takes its place", async () => {
  const { log, source: index } = source("1", edition("2"), edition("2"));
  await index.open();
  await index.newest();
  await index.newest();
  assert.deepEqual(log, ["1", "2"]);
});

test("a newer script is told, and the older one opens the newer index where the page is not loaded anew", async () => {
  const { log, source: index } = source("1", edition("2", "search.js?v=2"));
  await index.newest();
  assert.deepEqual(log, ["1", "outdated: search.js?v=2", "2"]);
});

test("an older script never opens a newer index while the page is loaded anew", async () => {
  const { log, source: index } = source("1", edition("2", "search.js?v=2"), undefined);
  const never = Symbol("never");
  const soon = new Promise((resolve) => void setTimeout(resolve, 20, never));
  assert.equal(await Promise.race([index.newest(), soon]), never);
  assert.deepEqual(log, ["1", "outdated: search.js?v=2"]);
});

test("an index that is being made is waited for", async () => {
  const { log, source: index } = source("-", edition("1"));
  await index.open();
  assert.deepEqual(log, ["1"]);
});
