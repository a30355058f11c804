/** The common words that the site does not have, as kbsite/search/frequent.py packs them. Pure. */

/** How many bits each word sets. */
const HASHES = 5;

/**
 * Return whether a word is a common one, for all such words and one in a hundred of others.
 *
 * @param {string} packed A Bloom filter in Base64.
 * @returns {(word: string) => boolean}
 */
export function frequentWords(packed) {
  const bits = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const size = bits.length * 8;
  return (word) => {
    const one = hash(word, 0x811c9dc5);
    const other = (hash(word, 0x9747b28c) | 1) >>> 0;
    for (let number = 0; number < HASHES; number += 1) {
      const place = (one + number * other) % size;
      if (!(bits[place >> 3] & (1 << (place & 7)))) return false;
    }
    return size > 0;
  };
}

/**
 * @param {string} word
 * @param {number} seed
 * @returns {number} FNV-1a over the code points.
 */
function hash(word, seed) {
  let value = seed;
  for (const letter of word) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
