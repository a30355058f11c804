/** Whether what is being written is finished, or an input method still composes it. */

/**
 * Return whether an input event brings something half-composed, which nobody searches for yet.
 *
 * The keyboards of phones compose every word of ordinary letters, until a blank: on a touch screen those are written.
 *
 * @param {Event} event
 */
export function isHalfComposed(event) {
  const { isComposing = false, data } = /** @type {Partial<InputEvent>} */ (event);
  return isComposing && !(/^[\p{sc=Latin}\d-]*$/u.test(data ?? "") && matchMedia("(pointer: coarse)").matches);
}
