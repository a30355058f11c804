/** Files of the index as Pagefind gets them: whole, or lost for a reason, and fetched again. */

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { readInWorker, readIndexFiles } from "../../kbsite/search/assets/index-files.js";

const PLAIN = `pagefind_dcd${"innhold ".repeat(200)}`;
const PACKED = gzipSync(PLAIN);
const FILE = "/sok/indeks/1/index/no_1.pf_index";

/** @param {(() => Response | Promise<Response>)[]} answers What is answered, one after the other. */
function host(...answers) {
  /** @type {[string, RequestCache | undefined][]} */
  const asked = [];
  /** @type {typeof fetch} */
  const ask = async (address, { cache } = {}) => {
    asked.push([String(address), cache]);
    return /** @type {() => Response} */ (answers.shift())();
  };
  return { asked, ask };
}

const whole = () => new Response(PACKED);

describe("a whole file", () => {
  test("is unpacked, and fetched once", async () => {
    const { ask, asked } = host(whole);
    const files = readIndexFiles(ask);
    for (const query of ["", "?ts=1"]) assert.equal(await (await files.fetch(FILE + query)).text(), PLAIN);
    assert.deepEqual([asked.length, files.lost.size], [1, 0]);
  });

  test("may be unpacked already by the server", async () => {
    const files = readIndexFiles(host(() => new Response(PLAIN)).ask);
    assert.equal(await (await files.fetch(FILE)).text(), PLAIN);
  });

  test("of JSON is a table of languages", async () => {
    const files = readIndexFiles(host(() => new Response('{"languages": {}}')).ask);
    assert.deepEqual(await (await files.fetch("/pagefind-entry.json?ts=1")).json(), { languages: {} });
  });
});

describe("a file that is lost", () => {
  const flipped = Buffer.from(PACKED);
  flipped[PACKED.length - 6] ^= 1;
  const cases = /** @type {[string, string, () => Response, string][]} */ ([
    ["refused", FILE, () => new Response(PACKED, { status: 503 }), "refused"],
    ["missing", FILE, () => new Response("", { status: 404 }), "refused"],
    ["a page", FILE, () => new Response("<!doctype html>"), "foreign"],
    ["empty", FILE, () => new Response(""), "foreign"],
    ["cut", FILE, () => new Response(PACKED.subarray(0, PACKED.length - 9)), "foreign"],
    ["wrong within", FILE, () => new Response(flipped), "foreign"],
    ["packed, and something else", FILE, () => new Response(gzipSync("noe annet")), "foreign"],
    ["a page for JSON", "/pagefind-entry.json", () => new Response("<!doctype html>"), "foreign"],
    ["JSON that was cut", "/pagefind-entry.json", () => new Response('{"languages": {'), "foreign"],
    ["other JSON", "/pagefind-entry.json", () => new Response("{}"), "foreign"],
    ["not answered", FILE, () => { throw new TypeError("Failed to fetch"); }, "network"],
  ]);
  for (const [name, address, answer, reason] of cases) {
    test(`is remembered with the reason, and fetched anew past the cache: ${name}`, async () => {
      const good = address === FILE ? whole : () => new Response('{"languages": {}}');
      const { ask, asked } = host(answer, good);
      const files = readIndexFiles(ask);
      await assert.rejects(files.fetch(address), Error);
      assert.deepEqual([...files.lost], [[address, reason]]);
      files.retry();
      await files.fetch(address);
      assert.equal(files.lost.size, 0);
      assert.deepEqual(asked.map(([, cache]) => cache), ["default", "reload"]);
    });
  }

  test("is given up where no byte comes for too long", async () => {
    /** @type {typeof fetch} */
    const never = (_, { signal } = {}) =>
      new Promise((__, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
    const files = readIndexFiles(never, 5);
    await assert.rejects(files.fetch(FILE), Error);
    assert.deepEqual([...files.lost.values()], ["slow"]);
  });

  /**
   * @param {(body: ReadableStreamDefaultController<Uint8Array>, signal?: AbortSignal | null) => void} after What
   *   happens after the first half of a file.
   * @returns {typeof fetch}
   */
  const half = (after) => async (_, { signal } = {}) =>
    new Response(
      new ReadableStream({
        start(body) {
          body.enqueue(new Uint8Array(PACKED.subarray(0, 20)));
          after(body, signal);
        },
      }),
    );

  test("is given up where it stops half-way", async () => {
    const files = readIndexFiles(
      half((body, signal) => signal?.addEventListener("abort", () => body.error(new Error("aborted")))),
      5,
    );
    await assert.rejects(files.fetch(FILE), Error);
    assert.deepEqual([...files.lost.values()], ["slow"]);
  });

  test("is lost where the connection ends half-way", async () => {
    const files = readIndexFiles(half((body) => body.error(new TypeError("Failed to fetch"))));
    await assert.rejects(files.fetch(FILE), Error);
    assert.deepEqual([...files.lost.values()], ["network"]);
  });
});

test("a worker says with its results what was lost", async () => {
  /** @type {unknown[]} */
  const posted = [];
  const worker = {
    fetch: host(() => new Response("", { status: 404 })).ask,
    postMessage: (/** @type {unknown} */ message) => void posted.push(message),
  };
  readInWorker(worker);
  await assert.rejects(worker.fetch(FILE), Error);
  worker.postMessage({ result: { results: [] } });
  worker.postMessage({ result: true });
  assert.deepEqual(posted, [{ result: { results: [], lost: [[FILE, "refused"]] } }, { result: true }]);
});
