import { Position } from "../../../live/position";
import type { Person, PreviewLook } from "../bridge";
import { HttpApi, Refused, type Upload } from "./api";
import type { Host } from "./host";
import type { Keep } from "./keep";
import { Link } from "./link";
import { Feed } from "./store/feed";
import { History } from "./store/history";
import { currentConversation, mergeConversation, unreadCount } from "./store/merge";
import { Receipts } from "./store/receipts";
import { Sending } from "./store/sending";
import { Visit } from "./store/session";
import { Store } from "./store/state";
import { later } from "./store/timing";
import { TypingSignal } from "./store/typing";
import type { Attachment, Channel, Language } from "./wire";

const PULSE = 2_000;
const SLOWEST_RETRY = 30_000;

/** The whole object graph of the app, and the verbs its screens call. */
export class Chat {
  readonly store = new Store();
  readonly outbox: Sending;
  readonly history: History;
  private readonly api: HttpApi;
  private readonly visit: Visit;
  private readonly link: Link;
  private readonly feed: Feed;
  private readonly receipts: Receipts;
  private readonly typing: TypingSignal;
  private readonly position = new Position();
  private attempts = 0;
  private atEnd = true;
  private announced = -1;
  private refreshedAt = 0;

  constructor(
    channelId: string,
    private readonly host: Host,
    private readonly keep: Keep,
    language: () => Language | undefined,
    resume: string | null = null,
  ) {
    const now = () => Date.now();
    this.api = new HttpApi(channelId, {
      token: () => this.visit.current(),
      renew: () => this.visit.renew(),
    });
    this.visit = new Visit(this.store, this.api, keep, language, resume);
    this.outbox = new Sending(this.store, this.api, keep, { now, newId });
    this.history = new History(this.store, this.api);
    this.receipts = new Receipts(this.store, this.api, () => this.looking());
    this.feed = new Feed(this.store, this.position, {
      now,
      reload: () => this.reload(),
      caughtUp: () => this.caughtUp(),
      refused: (error) => void this.refused(error),
      silent: () => this.link.restart(),
      answered: (event) => this.tellHost("message", { number: event.data.message?.number }),
    });
    this.link = new Link(
      () => ({ channelId, token: this.visit.current(), since: this.position.since }),
      this.feed,
    );
    this.typing = new TypingSignal((on) => this.signalTyping(on), now, later);
    this.store.subscribe(() => this.follow());
    setInterval(() => this.feed.checkPulse(), PULSE);
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => void this.receipts.update());
  }

  /** Begins or continues the visit, and keeps trying while the hub cannot be reached. */
  async start(): Promise<void> {
    try {
      const session = await this.visit.begin();
      this.attempts = 0;
      this.host.say({ kind: "known", known: true });
      this.link.open();
      if (session.conversation) await this.history.newest().catch(() => undefined);
      else this.store.set({ loaded: true });
    } catch (error) {
      this.failToStart(error);
    }
  }

  shown(shown: boolean): void {
    this.store.set({ shown });
    if (!shown) this.typing.stop();
    if (shown && this.store.get().phase === "unreachable") void this.start();
  }

  close(): void {
    this.host.say({ kind: "close" });
  }

  /** Name and address of the visitor, from the form or the host page; and what it is about. */
  async introduce(person: Person, topic?: string): Promise<void> {
    await this.visit.begin(person, topic);
    this.keep.write("introduced", true);
  }

  /** The chat has ended: how the help was, 1 to 5. */
  async rate(score: number, comment: string): Promise<void> {
    const rated = await this.api.rate({ score, comment: comment || null });
    this.store.set((state) => mergeConversation(state, rated));
  }

  /** The form has been through, whatever was left empty in it. */
  introduced(): boolean {
    return this.keep.read<boolean>("introduced") === true;
  }

  /** Draws the channel as it would be with these settings; the same once more changes nothing. */
  tryOn({ name, appearance, face }: PreviewLook): void {
    const { channel } = this.store.get();
    if (!channel) return;
    const asksNothing = { askName: false, askEmail: false, askTopic: false };
    const tried = {
      ...channel,
      name,
      appearance: { ...channel.appearance, ...appearance, ...(face === "chat" && asksNothing) },
      isOpen: face !== "closed",
    };
    if (JSON.stringify(tried) !== JSON.stringify(channel)) this.store.set({ channel: tried });
  }

  /** Called with the channel whenever it has been read. */
  onChannel(listener: (channel: Channel) => void): void {
    let known: Channel | null = null;
    this.store.subscribe(() => {
      const { channel } = this.store.get();
      if (channel && channel !== known) listener(channel);
      known = channel;
    });
  }

  /** Signed addresses of files run out; a fresh reading brings new ones. At most twice a minute. */
  async refreshFiles(): Promise<boolean> {
    const now = Date.now();
    if (now - this.refreshedAt < 30_000) return false;
    this.refreshedAt = now;
    return this.history.newest().then(
      () => true,
      () => false,
    );
  }

  /** Tells the hub the chosen language. */
  async speak(): Promise<void> {
    if (this.store.get().phase === "ready") await this.visit.begin().catch(() => undefined);
  }

  write(text: string, attachments: Attachment[]): void {
    this.typing.stop();
    this.outbox.add(text, attachments);
    this.keep.write("draft", null);
  }

  typed(text: string): void {
    this.keep.write("draft", text);
    this.typing.typed(text.trim() !== "");
  }

  draft(): string {
    return this.keep.read<string>("draft") ?? "";
  }

  upload(file: File, progress: (share: number) => void): Upload {
    return this.api.upload(file, progress);
  }

  /** The newest message is in view: what has come is also read. */
  seeEnd(atEnd: boolean): void {
    this.atEnd = atEnd;
    void this.receipts.update();
  }

  private looking(): boolean {
    return this.store.get().shown && this.atEnd && document.visibilityState === "visible";
  }

  private async reload(): Promise<void> {
    await this.visit.begin();
    await this.history.newest();
  }

  private caughtUp(): void {
    this.outbox.flush();
    void this.receipts.update();
  }

  private hurry(): void {
    this.outbox.flush();
    if (this.store.get().phase === "ready") this.link.hurry();
    else void this.start();
  }

  /** The handshake was refused: with a fresh token it may not be; otherwise later. */
  private async refused(error: string): Promise<void> {
    this.attempts += 1;
    const renewed = this.attempts < 3 && (await this.visit.renew());
    later(() => this.link.open(), renewed ? 0 : this.pause());
    if (!renewed) this.store.set({ link: "lost", error });
  }

  private failToStart(error: unknown): void {
    if (error instanceof Refused && !error.passing) {
      this.store.set({ phase: "refused", error: error.error });
      this.host.say({ kind: "known", known: false });
      return;
    }
    if (this.store.get().phase !== "ready") this.store.set({ phase: "unreachable" });
    this.attempts += 1;
    later(() => this.store.get().phase === "unreachable" && void this.start(), this.pause());
  }

  private pause(): number {
    const backOff = Math.min(1_000 * 2 ** this.attempts, SLOWEST_RETRY);
    return backOff * (0.75 + Math.random() / 2);
  }

  private signalTyping(on: boolean): void {
    const conversation = currentConversation(this.store.get());
    if (conversation) this.link.type(conversation.id, on);
  }

  /** After every change: receipts that are due, and the badge on the host page. */
  private follow(): void {
    void this.receipts.update();
    const unread = unreadCount(this.store.get());
    if (unread === this.announced) return;
    this.announced = unread;
    this.host.say({ kind: "unread", count: unread });
  }

  private tellHost(name: string, detail: unknown): void {
    this.host.say({ kind: "event", name, detail });
  }
}

function newId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  // Plain http outside localhost has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
