import { isMarked, marked, type ToApp, type ToHost } from "../bridge";

/** The page around the frame. Alone in a tab of its own there is none, and saying is harmless. */
export class Host {
  constructor(private readonly origin: string | null) {}

  get present(): boolean {
    return this.origin !== null && window.parent !== window;
  }

  say(message: ToHost): void {
    if (this.present) window.parent.postMessage(marked(message), this.origin as string);
  }

  hear(listener: (message: ToApp) => void): void {
    addEventListener("message", (event) => {
      const fromHost = event.source === window.parent && event.origin === this.origin;
      if (fromHost && isMarked(event.data)) listener(event.data as unknown as ToApp);
    });
  }
}
