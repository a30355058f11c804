/** Whether what is being written is finished, or an input method still composes it. */

/**
 * Return whether an input event brings something half-composed, which nobody searches for yet.
 *
 * The keyboards of phones compose every word of ordinary letters, until a blank: on a touch screen those are written.
 *
 * @param {Event} event
 */
export function isHalfComposed(event) {
  const { isComposing, data } = /** @type {Partial<InputEvent>} */ (event);
  const isPlain = /^[\p{Script=Latin}\p{N}\p{P}]*$/u.test(data ?? "");
  return Boolean(isComposing) && !(isPlain && matchMedia("(pointer: coarse)").matches);
}
