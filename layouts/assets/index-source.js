/** The index that the search answers from: opened once, opened anew after a failure, exchanged after a deploy. */

import { newestEdition } from "./index-loading.js";

/**
 * @typedef {import("./find.js").Index} Index
 * @typedef {import("./index-loading.js").Edition} Edition
 * @typedef {(edition: Edition, again: boolean) => Promise<Index>} Open Where it is opened again, files come past the
 *   browser's cache.
 */

/** What stands in place of the name of an edition as long as an index is being made. */
const UNNAMED = "/-/";

export class IndexSource {
  /** @type {Promise<Index> | undefined} */
  #opened;
  #again = false;

  /**
   * @param {Edition} edition The edition that the page names.
   * @param {string} page The address of the search page.
   * @param {Open} open
   * @param {(script: string) => boolean} outdated Called with the newest script where the page has another; whether
   *   the page is loaded anew.
   * @param {typeof newestEdition} [newest]
   */
  constructor(edition, page, open, outdated, newest = newestEdition) {
    this.edition = edition;
    this.page = page;
    this.openEdition = open;
    this.outdated = outdated;
    this.newestEdition = newest;
  }

  /** @returns {Promise<Index>} The index that is known of. */
  async open() {
    if (!this.#opened && this.edition.bundle.includes(UNNAMED)) await this.exchange();
    this.#opened ??= this.openEdition(this.edition, this.#again);
    this.#again = true;
    return this.#opened;
  }

  /** @returns {Promise<Index>} The newest index, or the one that is known of where that cannot be told. */
  async newest() {
    this.open().catch(() => undefined); // what fails now is told when it is opened below
    await this.exchange();
    return this.open();
  }

  /** Open the index anew the next time it is asked for. */
  drop() {
    this.#opened = undefined;
  }

  /** Go over to the newest edition. It never ends where the page is loaded anew: an older script reads no newer index. */
  async exchange() {
    const { script, ...files } = (await this.newestEdition(this.page)) ?? this.edition;
    if (files.bundle !== this.edition.bundle) {
      this.edition = { ...files, script: this.edition.script };
      this.#again = false;
      this.drop();
    }
    if (script !== this.edition.script && this.outdated(script)) await new Promise(() => undefined);
  }
}
