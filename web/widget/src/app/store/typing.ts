import type { Later } from "./timing";

const REPEAT = 4_000;
const IDLE = 5_000;

/** Turns key strokes into few signals: on at once and every 4 s, off after 5 s of silence. */
export class TypingSignal {
  private lastSent = 0;
  private on = false;
  private cancel: (() => void) | null = null;

  constructor(
    private readonly send: (on: boolean) => void,
    private readonly now: () => number,
    private readonly wait: Later,
  ) {}

  typed(hasText: boolean): void {
    if (!hasText) {
      this.stop();
      return;
    }
    if (!this.on || this.now() - this.lastSent >= REPEAT) {
      this.on = true;
      this.lastSent = this.now();
      this.send(true);
    }
    this.cancel?.();
    this.cancel = this.wait(() => this.stop(), IDLE);
  }

  stop(): void {
    this.cancel?.();
    this.cancel = null;
    if (this.on) this.send(false);
    this.on = false;
  }
}
