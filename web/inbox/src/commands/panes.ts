import { go, place } from "../app/places";
import { selection, stopChoosing } from "../list/selection";

const PANES = ["rail", "pages", "list", "thread", "page", "panel"];

const visible = (pane: HTMLElement | null): pane is HTMLElement =>
  !!pane && pane.getClientRects().length > 0;

/** F6: the focus goes round the panes that are on screen. */
export function nextPane(step: 1 | -1): void {
  const panes = PANES.map((name) => document.querySelector<HTMLElement>(`[data-pane="${name}"]`));
  const shown = panes.filter(visible);
  const at = shown.findIndex((pane) => pane.contains(document.activeElement));
  const next = shown[(at + step + shown.length) % shown.length];
  (next?.querySelector<HTMLElement>("[data-pane-entry]") ?? next)?.focus();
}

/** Esc: out of choosing and of the composer first, then, where only one pane fits, back to the list. */
export function backToList(): void {
  if (selection()) {
    stopChoosing();
    return;
  }
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest("[data-composer]")) {
    document.querySelector<HTMLElement>('[data-pane="thread"]')?.focus();
    return;
  }
  const open = place().chat;
  const list = document.querySelector<HTMLElement>('[data-pane="list"]');
  if (open && !visible(list)) go({ chat: null });
  else if (open) list?.querySelector<HTMLElement>(`[data-chat="${open}"]`)?.focus();
}
