/**
 * Reads the files of the search index for Pagefind, each to its end and checked, and remembers which were lost.
 *
 * Pagefind takes what it gets: an error page for an index, a file that was cut, a file that never comes. So the build
 * puts this before Pagefind's own scripts (kbsite/search/edition.py), in place of the browser's `fetch`.
 *
 * @typedef {"network" | "refused" | "foreign" | "slow"} Reason Why a file was lost: no answer, an answer that says no,
 *   something else than the whole file, or nothing for too long.
 * @typedef {object} IndexFiles
 * @property {(address: string) => Promise<Response>} fetch
 * @property {Map<string, Reason>} lost The files that could not be read, by address.
 * @property {() => void} retry Forget what was lost; those files are fetched past the browser's cache from now on.
 */

/**
 * @param {typeof globalThis.fetch} ask
 * @param {number} [patience] Milliseconds without a byte after which a file is given up.
 * @returns {IndexFiles}
 */
export function readIndexFiles(ask, patience = 10000) {
  /** @type {Map<string, Promise<BlobPart>>} */
  const files = new Map();
  /** @type {IndexFiles["lost"]} */
  const lost = new Map();
  /** @type {Set<string>} */
  const anew = new Set();

  /** @param {string} address */
  async function read(address) {
    const stop = new AbortController();
    const give = () => stop.abort();
    let timer = setTimeout(give, patience);
    let reason = /** @type {Reason} */ ("network");
    try {
      const answer = await ask(address, { cache: anew.has(address) ? "reload" : "default", signal: stop.signal });
      if (!answer.ok) {
        reason = "refused";
        throw new Error(`${answer.status}`);
      }
      const parts = [];
      const reader = answer.body?.getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
        clearTimeout(timer);
        timer = setTimeout(give, patience);
        parts.push(part.value);
      }
      reason = "foreign";
      return await checkedIndexFile(address, new Blob(parts));
    } catch (error) {
      lost.set(address, stop.signal.aborted ? "slow" : reason);
      files.delete(address);
      throw new Error(`${address}: ${reason}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    lost,
    fetch: async (asked) => {
      const address = asked.replace(/\?.*/u, "");
      const file = files.get(address) ?? read(address);
      files.set(address, file);
      return new Response(await file);
    },
    retry: () => {
      for (const address of lost.keys()) anew.add(address);
      lost.clear();
    },
  };
}

/**
 * Return what a file holds, unpacked where the browser can; an error where it is not a whole file of an index.
 *
 * gzip has a checksum and the length, which the browser holds it against; JSON that was cut cannot be parsed.
 *
 * @param {string} address
 * @param {Blob} file
 * @returns {Promise<BlobPart>}
 */
async function checkedIndexFile(address, file) {
  if (address.endsWith(".json")) {
    const text = await file.text();
    const table = /** @type {{ languages?: object }} */ (JSON.parse(text));
    if (!table.languages) throw new Error("not the table of an index");
    return text;
  }
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  const packed = first === 0x1f && second === 0x8b;
  if (packed && !("DecompressionStream" in globalThis)) return file; // Pagefind unpacks it
  const plain = packed ? await new Response(file.stream().pipeThrough(new DecompressionStream("gzip"))).blob() : file;
  if ((await plain.slice(0, 12).text()) !== "pagefind_dcd") throw new Error("not a file of an index");
  return plain;
}

/**
 * Let a worker of Pagefind's read files so, and say with each result which were lost so far.
 *
 * @param {{ fetch: typeof globalThis.fetch, postMessage: (message: { result?: unknown }) => void }} worker
 */
export function readInWorker(worker) {
  const indexFiles = readIndexFiles(worker.fetch.bind(worker));
  const post = worker.postMessage.bind(worker);
  worker.fetch = /** @type {typeof globalThis.fetch} */ (/** @type {unknown} */ (indexFiles.fetch));
  worker.postMessage = (message) => {
    const { result } = message;
    if (result && typeof result === "object") Object.assign(result, { lost: [...indexFiles.lost] });
    post(message);
  };
}
