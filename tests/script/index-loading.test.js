/** What the search fetches by itself: whole, or lost for a reason. */

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, test } from "node:test";
import { pathToFileURL } from "node:url";

import { LostFile, fetchJson, importModule } from "../../layouts/assets/index-loading.js";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

const cases = /** @type {[string, () => Response, string][]} */ ([
  ["refused", () => new Response("{}", { status: 404 }), "refused"],
  ["a page", () => new Response("<!doctype html>"), "foreign"],
  ["cut", () => new Response('{"a": [1, 2'), "foreign"],
  ["no answer", () => { throw new TypeError("Failed to fetch"); }, "network"],
]);
for (const [name, answer, reason] of cases) {
  test(`a file that is lost says why: ${name}`, async () => {
    globalThis.fetch = async () => answer();
    await assert.rejects(fetchJson("/ord.json"), (error) => error instanceof LostFile && error.reason === reason);
  });
}

test("a file that never comes is given up", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.fetch = (_, { signal } = {}) =>
    new Promise((__, reject) => signal?.addEventListener("abort", () => reject(new Error("aborted"))));
  const lost = assert.rejects(fetchJson("/ord.json"), (error) => error instanceof LostFile && error.reason === "slow");
  context.mock.timers.tick(15_000);
  await lost;
});

test("a module that could not be imported is asked for by an address of its own", async () => {
  const address = `data:text/javascript,${encodeURIComponent("if (!import.meta.url.endsWith('?1')) throw new Error();")}//`;
  await assert.rejects(importModule(address, []), LostFile);
  await importModule(address, []);
});

for (const [name, script] of [
  ["empty", ""],
  ["cut", "export const init = 1;\n"],
]) {
  test(`a script that came ${name} is lost, and is fetched again although a browser keeps it`, async (context) => {
    const folder = await mkdtemp(join(tmpdir(), "kbsite-"));
    context.after(() => rm(folder, { recursive: true }));
    const file = join(folder, "pagefind.mjs");
    const load = () => importModule(pathToFileURL(file).href, ["init", "search"]);
    await writeFile(file, script);
    await assert.rejects(load(), (error) => error instanceof LostFile && error.reason === "foreign");
    await writeFile(file, "export const init = 1;\nexport const search = 2;\n");
    await load();
  });
}
