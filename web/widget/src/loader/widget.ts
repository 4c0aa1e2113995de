import type { Dress, Person, ToHost } from "../bridge";
import { readable } from "../colour";
import { Frame } from "./frame";
import { type Kept, keptForFrame } from "./kept";
import { type Known, knownVisitor } from "./known";
import { Launcher } from "./launcher";
import { languageOf, type Settings } from "./settings";
import { followViewport } from "./viewport";
import { words } from "./words";

const ACCENT = "#3450CF";

type Listener = (detail?: unknown) => void;

/** `window.Simpul`: the chat as the host page may steer it. */
export class Widget {
  private readonly launcher: Launcher;
  private readonly frame: Frame;
  private readonly known: Known;
  private readonly kept: Kept;
  private readonly listeners = new Map<string, Set<Listener>>();
  private isOpen = false;
  private refused = false;

  constructor(
    private readonly page: Document,
    private readonly settings: Settings,
  ) {
    this.known = knownVisitor(settings.channelId, () => localStorage);
    this.kept = keptForFrame(settings.channelId, () => localStorage);
    const before = this.known.read();
    this.launcher = new Launcher(page, words[settings.language]);
    const brand = settings.color ?? ACCENT;
    this.launcher.stand(settings.side ?? before?.side ?? "right");
    this.launcher.wear(before ?? { brand, onBrand: readable(brand) });
    this.frame = new Frame(page, this.launcher.root, settings, (message) => this.hear(message));
    this.launcher.button.addEventListener("click", () => this.toggle());
    this.launcher.root.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Escape") this.close();
    });
    page.addEventListener("securitypolicyviolation", (event) => this.notice(event));
    page.body.append(this.launcher.host);
    if (before) whenIdle(() => this.load());
  }

  readonly open = (): void => {
    // The page's own policy forbids the frame: a window of its own still works.
    if (this.refused) {
      window.open(this.frame.address, "_blank", "noopener");
      return;
    }
    if (this.isOpen) return;
    this.isOpen = true;
    this.load();
    followViewport(this.launcher.host);
    this.launcher.show(true);
    if (!this.isBusy()) this.frame.focus();
    this.frame.say({ kind: "shown" });
    this.tell("open");
  };

  readonly close = (): void => {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.launcher.show(false);
    if (!this.isBusy()) this.launcher.button.focus();
    this.frame.say({ kind: "hidden" });
    this.tell("close");
  };

  readonly toggle = (): void => (this.isOpen ? this.close() : this.open());

  /** Who the visitor is, as the host page knows. Kept until the chat is opened. */
  readonly identify = (person: Person): void => {
    const { name, email, phone } = person;
    this.frame.say({ kind: "identify", person: { name, email, phone } });
  };

  /** Events: open, close, unread, message, conversation. Returns how to stop listening. */
  readonly on = (name: string, listener: Listener): (() => void) => {
    const heard = this.listeners.get(name) ?? new Set<Listener>();
    this.listeners.set(name, heard.add(listener));
    return () => heard.delete(listener);
  };

  /** Somebody is writing in the page, whose script opens and closes the chat when it likes. */
  private isBusy(): boolean {
    let place = this.page.activeElement;
    if (place === this.launcher.host) return false;
    while (place?.shadowRoot?.activeElement) place = place.shadowRoot.activeElement;
    return !!place?.matches("input, textarea, select, iframe, [contenteditable]");
  }

  private load(): void {
    this.frame.make(words[this.settings.language].chat);
  }

  private hear(message: ToHost): void {
    // Until then a frame that did not load can still be closed from the launcher.
    if (message.kind === "alive") this.launcher.host.setAttribute("data-alive", "");
    else if (message.kind === "close") this.close();
    else if (message.kind === "unread") this.countUnread(message.count);
    else if (message.kind === "dress") this.dress(message.dress);
    else if (message.kind === "known" && !message.known) this.known.forget();
    else if (message.kind === "recall") this.frame.answer({ kind: "kept", kept: this.kept.all() });
    else if (message.kind === "keep") this.kept.write(message.name, message.text);
    else if (message.kind === "event") this.tell(message.name, message.detail);
  }

  private dress(dress: Dress): void {
    this.launcher.wear(dress, words[languageOf(dress.language)]);
    this.launcher.stand(this.settings.side ?? dress.side);
    this.known.write(dress);
  }

  private countUnread(count: number): void {
    this.launcher.count(count);
    this.tell("unread", { count });
  }

  private notice(event: SecurityPolicyViolationEvent): void {
    const ours = event.blockedURI.startsWith(this.settings.hub);
    if (!ours || !/^(frame|child|default)-src/.test(event.effectiveDirective)) return;
    const wasOpen = this.isOpen;
    this.close();
    this.refused = true;
    if (wasOpen) this.open();
  }

  private tell(name: string, detail?: unknown): void {
    for (const listener of this.listeners.get(name) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        // The host page's own mistake: it shows in its console and stops nothing here.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }
}

function whenIdle(act: () => void): void {
  const idle = window.requestIdleCallback as typeof requestIdleCallback | undefined;
  if (idle) idle(act, { timeout: 3000 });
  else setTimeout(act, 500);
}
