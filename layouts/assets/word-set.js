/** Sets of words, as kbsite/search/word_set.py packs them. Pure. */

/**
 * Return whether a word is of a set: for all words of it, and for few of others.
 *
 * @param {string} packed How many bits a word is hashed to and how many of a difference are written out, each as a
 *   digit in base 36; then in Base64 the hashes in order, each as its difference from the one before: how often 2 to
 *   the power of the second number goes into it as so many ones and a zero, and the rest.
 * @returns {(word: string) => boolean}
 */
export function wordSet(packed) {
  const size = parseInt(packed[0], 36);
  const rest = parseInt(packed[1], 36);
  const bytes = Uint8Array.from(atob(packed.slice(2)), (letter) => letter.charCodeAt(0));
  const hashes = new Set();
  let place = 0;
  const bit = () => (bytes[place >> 3] >> (7 - (place++ & 7))) & 1;
  let last = -1;
  while (place + rest < bytes.length * 8) {
    let difference = 0;
    while (bit()) difference += 1;
    for (let number = 0; number < rest; number += 1) difference = difference * 2 + bit();
    last += difference + 1;
    hashes.add(last);
  }
  return (word) => hashes.has(hash(word) >>> (32 - size));
}

/**
 * @param {string} word
 * @returns {number} FNV-1a over the code points, its bits mixed once more.
 */
export function hash(word) {
  let value = 0x811c9dc5;
  for (const letter of word) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x2c1b3c6d) >>> 0;
}
