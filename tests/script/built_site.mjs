/**
 * Asks the search of a built site without a browser: a folder as argument, a list of queries on stdin; on stdout for
 * each query the addresses of its first hits, what was corrected, what is missing and the first snippet.
 */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";

const root = process.argv[2];
const many = Number(process.argv[3] ?? 1);
const bare = (address) => String(address).replace(/^file:\/\//u, "").replace(/\?.*$/u, "");

/* What pagefind.js uses of a browser: files are fetched from the folder. */
globalThis.fetch = async (address) => {
  const bytes = await readFile(bare(address).replace(/^(?!\/)/u, `${root}/`)).catch(() => undefined);
  return bytes ? new Response(bytes) : new Response("", { status: 404 });
};
const documentElement = { lang: "nb", getAttribute: () => "nb" };
globalThis.document = { querySelector: () => documentElement, documentElement, currentScript: null };
globalThis.window = { location: { origin: "file://", href: "file:///" } };
globalThis.location = globalThis.window.location;

const { openIndex } = await import("../../layouts/assets/find.js");
const [newest] = readFileSync(`${root}/sok/indeks/utgaver.txt`, "utf8").split("\n");
const edition = `${root}/sok/indeks/${newest}`;
const index = await openIndex(`${edition}/pagefind.js`, `${edition}/ord.json`, `${edition}/sider.json`);
const answers = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  const { hits, correction, missing } = await index.find(query, {}, { sort: "relevance", literal: false });
  const pages = await Promise.all(hits.slice(0, many).map((hit) => hit()));
  const found = pages.map(({ href }) => href.replace(root, ""));
  const text = (pages[0]?.excerpt ?? []).map((piece) => piece.text).join("");
  answers.push({ found, number: hits.length, correction: correction?.shown ?? "", missing, text });
}
process.stdout.write(JSON.stringify(answers));
