/**
 * Esc closes what is open also at the moment in which the focus is not yet in it, or no longer. The
 * library hears it only within; its dialogs hear it anywhere.
 */
const OPEN = "[role='menu'], [role='dialog']:not([aria-modal='true'])";

document.addEventListener(
  "keydown",
  ({ key, target, isComposing }) => {
    if (key !== "Escape" || isComposing) return;
    const open = [...document.querySelectorAll(OPEN)].at(-1);
    if (!open || open.contains(target as Node)) return;
    open.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  },
  true,
);
