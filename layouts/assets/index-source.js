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
   * @param {() => void} outdated Called where the script of the page is older than the newest index.
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
    if (await this.exchange()) this.outdated();
    return this.open();
  }

  /** Open the index anew the next time it is asked for. */
  drop() {
    this.#opened = undefined;
  }

  /** @returns {Promise<boolean>} Go over to the newest edition; whether its script is another than the page's. */
  async exchange() {
    const { script, ...files } = (await this.newestEdition(this.page)) ?? this.edition;
    if (files.bundle !== this.edition.bundle) {
      this.edition = { ...files, script: this.edition.script };
      this.#again = false;
      this.drop();
    }
    return script !== this.edition.script;
  }
}
