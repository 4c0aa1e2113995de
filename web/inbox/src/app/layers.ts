/**
 * What lies over the screen, the uppermost last, and the one step of the browser's history that
 * stands for all of it: the way back takes the uppermost away.
 *
 * Going back takes its time. What is laid over the screen meanwhile must not be taken for what
 * the step was made for, so all that happens to the history happens in `settle`.
 */
interface Layer {
  close: () => void;
}

const layers: Layer[] = [];
/** A step that we take back ourselves, and of which the browser has not told yet. */
let goingBack = false;

const stands = (): boolean => Boolean((window.history.state as { over?: unknown } | null)?.over);

/** The step has the address of the screen below, so nothing is drawn anew. */
function settle(): void {
  if (goingBack || stands() === layers.length > 0) return;
  if (layers.length > 0) {
    window.history.pushState({ ...window.history.state, over: true }, "");
    return;
  }
  goingBack = true;
  window.history.back();
}

window.addEventListener("popstate", () => {
  const ours = goingBack;
  goingBack = false;
  if (!ours && !stands()) layers.pop()?.close();
  settle();
});

/** Lays something over the screen; returns how it is taken away by other means than the way back. */
export function layOver(close: () => void): () => void {
  const layer = { close };
  layers.push(layer);
  settle();
  return () => {
    const at = layers.indexOf(layer);
    if (at < 0) return;
    layers.splice(at, 1);
    settle();
  };
}
