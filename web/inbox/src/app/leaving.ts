/** Asks whether one may leave what is on screen; calls `go` when the answer is yes. */
type Question = (go: () => void) => void;

let question: Question | null = null;

const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** While something is unsaved: nobody leaves without being asked, the whole page included. */
export function guardLeaving(asks: Question): () => void {
  question = asks;
  window.addEventListener("beforeunload", warn);
  return () => {
    if (question === asks) question = null;
    window.removeEventListener("beforeunload", warn);
  };
}

/** The answer was yes: what comes now is not asked about again. */
export function letGo(): void {
  question = null;
  window.removeEventListener("beforeunload", warn);
}

export const isGuarded = (): boolean => question !== null;

/** Goes at once when nothing is unsaved. */
export function leave(go: () => void): void {
  if (question) question(go);
  else go();
}
