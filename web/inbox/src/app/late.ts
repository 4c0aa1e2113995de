import { type ComponentType, lazy } from "react";

type Load = () => Promise<unknown>;

/** Milliseconds after the first screen, when nothing else waits for the line. */
const CALM = 2_500;

let waiting: Load[] | null = [];

const fetchSoon = (loads: readonly Load[]): void => {
  setTimeout(() => {
    for (const load of loads) void load().catch(() => undefined);
  }, CALM);
};

/** Milliseconds before code is asked for once more: a hub that starts anew is back in a moment. */
const AGAIN = [500, 1_500];

// The bundler asks for a style once only: what was drawn without it gets it as soon as it comes.
document.addEventListener(
  "error",
  ({ target: link }) => {
    if (!(link instanceof HTMLLinkElement) || link.rel !== "stylesheet") return;
    const tries = Number(link.dataset.tries ?? 0);
    const wait = AGAIN[tries];
    if (wait === undefined) return;
    const next = link.cloneNode() as HTMLLinkElement;
    next.dataset.tries = String(tries + 1);
    setTimeout(() => link.replaceWith(next), wait);
  },
  true,
);

/** Code, asked for again when it does not come. */
export async function fetched<Code>(load: () => Promise<Code>): Promise<Code> {
  for (const wait of AGAIN) {
    try {
      return await load();
    } catch {
      await new Promise((go) => setTimeout(go, wait));
    }
  }
  return load();
}

// biome-ignore lint/suspicious/noExplicitAny: the props are those of the part
type AnyPart = ComponentType<any>;

/** A part whose code is fetched when it is drawn. */
export const lazily = <Part extends AnyPart>(load: () => Promise<{ default: Part }>) =>
  lazy(() => fetched(load));

/** Code that is needed later, and then at once: it is fetched in a calm moment. */
export function later(load: Load): void {
  if (waiting) waiting.push(load);
  else fetchSoon([load]);
}

/**
 * A part that is drawn when it is called for. It is there by then, also when the hub is not: what
 * cannot be fetched then would stay away until the page is loaded anew.
 */
export function late<Part extends AnyPart>(load: () => Promise<{ default: Part }>) {
  later(load);
  return lazily(load);
}

/** The first screen stands: from now on there is time for the rest. */
export function fetchLate(): void {
  if (!waiting) return;
  fetchSoon(waiting);
  waiting = null;
}
