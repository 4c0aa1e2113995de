/** A short word at the foot of the screen; with an act (Undo) it stays until its time is over. */
export interface Toast {
  text: string;
  /** One of the same name takes its place. */
  name?: string;
  tone: "ok" | "warn" | "danger" | "plain";
  /** Milliseconds. */
  lasts?: number;
  act?: { label: string; keys?: string; perform: () => void };
}

/** The library that shows them is not part of the first load. */
export function toast(what: Toast): void {
  void import("../overlays/showToast").then(({ showToast }) => showToast(what));
}

/** What the toast of this name offered has been done in another way: it goes. */
export function untoast(name: string): void {
  void import("../overlays/showToast").then(({ hideToast }) => hideToast(name));
}
