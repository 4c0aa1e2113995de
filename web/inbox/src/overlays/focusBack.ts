/**
 * What opened a dialog or a menu has the focus again when it closes. The library gives it back only to
 * a button that is still the same; ours come anew with the code of their menus, and rows come and go.
 */

const OVERLAY = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
const PORTAL = "[data-portal], .mantine-Portal-root";

/** Milliseconds: another dialog in its place takes the focus by itself, and what was acted on may leave later. */
const LOOKS = [20, 300, 1_000, 3_000, 6_000];

interface Place {
  element: HTMLElement;
  /** How to find what has taken its place. */
  label: string | null;
  chat: string | null;
  pane: string;
}

interface Level {
  /** Null for the page. */
  overlay: Element | null;
  /** Where the focus was last. */
  last: Place | null;
}

/** The page, and what lies over it, the uppermost last: a dialog may be opened out of another. */
let levels: Level[] = [{ overlay: null, last: null }];

const uppermost = (): Level => levels.at(-1) as Level;

const placeOf = (element: HTMLElement): Place => ({
  element,
  label: element.getAttribute("aria-label") ?? element.textContent,
  chat: element.dataset.chat ?? null,
  pane: element.closest<HTMLElement>("[data-pane]")?.dataset.pane ?? "",
});

const isFree = (): boolean => !document.activeElement || document.activeElement === document.body;

const isThere = (element: Element): boolean => element.isConnected && element.checkVisibility();

function successor({ element, label, chat, pane }: Place): HTMLElement | null {
  if (isThere(element)) return element;
  const all = [...document.querySelectorAll<HTMLElement>(element.tagName)].filter(isThere);
  const same = all.find((each) =>
    chat ? each.dataset.chat === chat : (each.ariaLabel ?? each.textContent) === label,
  );
  if (same) return same;
  // What was acted upon has left, with all its buttons.
  const panes = [pane, "list", "page"].map((name) =>
    document.querySelector<HTMLElement>(`[data-pane="${name}"]`),
  );
  const left = panes.find((each) => each && isThere(each)) ?? null;
  return left?.querySelector<HTMLElement>('[data-pane-entry], [data-chat][tabindex="0"]') ?? left;
}

function giveBack(): void {
  const left = levels.filter(({ overlay }) => !overlay || isThere(overlay));
  if (left.length === levels.length) return;
  levels = left;
  if (levels.length === 1) observer.disconnect();
  const level = uppermost();
  for (const wait of LOOKS) {
    setTimeout(() => {
      if (level !== uppermost() || !isFree() || !level.last) return;
      successor(level.last)?.focus({ preventScroll: true });
    }, wait);
  }
}

const observer = new MutationObserver(giveBack);

function look(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement) || target === document.body) return;
  const found = target.closest(OVERLAY);
  const overlay = found && target.closest(PORTAL) ? found : null;
  const last = placeOf(target);
  const known = levels.find((level) => level.overlay === overlay);
  if (known) {
    known.last = last;
    return;
  }
  if (levels.length === 1) observer.observe(document.body, { childList: true, subtree: true });
  levels.push({ overlay, last });
}

look(document.activeElement);
document.addEventListener("focusin", (event) => look(event.target), true);
// A click where nothing takes the focus leaves it nowhere; what goes away with it is followed.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const level = uppermost();
  if (relatedTarget || level.overlay) return;
  setTimeout(() => {
    if (isFree() && level === uppermost() && (target as Element).isConnected) level.last = null;
  }, 200);
});
