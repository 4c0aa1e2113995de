import { isMarked, marked, type ToApp, type ToHost } from "../bridge";
import type { Settings } from "./settings";

/** The app's frame: made once, on the first opening, and spoken to only by checked messages. */
export class Frame {
  private element: HTMLIFrameElement | null = null;
  private alive = false;
  private waiting: ToApp[] = [];

  constructor(
    private readonly page: Document,
    private readonly root: ShadowRoot,
    private readonly settings: Settings,
    private readonly hear: (message: ToHost) => void,
  ) {}

  get made(): boolean {
    return this.element !== null;
  }

  get address(): string {
    const { hub, channelId } = this.settings;
    const origin = encodeURIComponent(location.origin);
    return `${hub}/widget/${encodeURIComponent(channelId)}?origin=${origin}`;
  }

  make(title: string): void {
    if (this.element) return;
    const frame = this.page.createElement("iframe");
    frame.title = title;
    frame.src = this.address;
    this.element = frame;
    addEventListener("message", (event) => this.receive(event));
    this.root.prepend(frame);
  }

  say(message: ToApp): void {
    if (!this.alive) {
      this.waiting.push(message);
      return;
    }
    this.answer(message);
  }

  /** At once, to a frame that has just spoken and may not be alive yet. */
  answer(message: ToApp): void {
    this.element?.contentWindow?.postMessage(marked(message), this.settings.hub);
  }

  focus(): void {
    this.element?.focus();
  }

  private receive(event: MessageEvent): void {
    const ours = event.origin === this.settings.hub;
    if (!ours || event.source !== this.element?.contentWindow || !isMarked(event.data)) return;
    const message = event.data as unknown as ToHost;
    if (message.kind === "alive") {
      this.alive = true;
      for (const held of this.waiting.splice(0)) this.say(held);
    }
    this.hear(message);
  }
}
