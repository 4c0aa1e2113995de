/**
 * Keys with which characters are composed, as in Japanese or on a phone, belong to the composing: none
 * of them sends, saves, chooses or closes anything. Formatted text minds it by itself.
 */
export function keepComposing(): void {
  window.addEventListener(
    "keydown",
    (event) => {
      // Safari ends the composing before it tells of the key that has ended it.
      const composes = event.isComposing || event.keyCode === 229;
      const formatted = event.target instanceof HTMLElement && event.target.isContentEditable;
      if (composes && !formatted) event.stopImmediatePropagation();
    },
    true,
  );
}
