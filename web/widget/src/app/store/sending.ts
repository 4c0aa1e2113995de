import { Outbox, type Outcome } from "../../../../live/outbox";
import { type ChatApi, Refused } from "../api";
import type { Keep } from "../keep";
import type { Attachment } from "../wire";
import { mergeMessages } from "./merge";
import type { Outgoing, Store } from "./state";

/** What a message carries until it is stored: the files are already up. */
export interface Written {
  text: string;
  attachments: Attachment[];
}

/** A visitor has one thread, so all messages wait in one row. */
const ONE_ROW = "chat";

/** The shared outbox, sending by the widget's own surface and shown through the store. */
export class Sending {
  private readonly outbox: Outbox<Written>;

  constructor(
    private readonly store: Store,
    private readonly api: Pick<ChatApi, "send">,
    keep: Keep,
    private readonly clock: { now(): number; newId(): string },
  ) {
    this.outbox = new Outbox<Written>((item) => this.send(item.clientId, item.body), {
      read: () => keep.read<string>("outbox"),
      write: (value) => keep.write("outbox", value === "[]" ? null : value),
    });
    this.outbox.subscribe(() => this.show());
    this.show();
    store.subscribe(() => this.settle());
  }

  add(text: string, attachments: Attachment[]): void {
    const clientId = this.clock.newId();
    const body = { text, attachments };
    this.outbox.add({ clientId, conversationId: ONE_ROW, body, at: this.clock.now() });
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.outbox.remove(clientId);
  }

  /** The line is back: what waits goes out. */
  flush(): void {
    this.outbox.flush();
  }

  private async send(clientId: string, { text, attachments }: Written): Promise<Outcome> {
    const attachmentIds = attachments.map((attachment) => attachment.id);
    try {
      const stored = await this.api.send({ clientId, text: text || undefined, attachmentIds });
      this.store.set((state) => mergeMessages(state, [{ ...stored, clientId }]));
      return { kind: "stored" };
    } catch (error) {
      if (error instanceof Refused && !error.passing)
        return { kind: "refused", reason: error.error };
      return { kind: "again" };
    }
  }

  /** What has arrived, by its answer or by an event that outran it, waits no longer. */
  private settle(): void {
    const { outbox, messages } = this.store.get();
    if (outbox.length === 0) return;
    const stored = new Set([...messages.values()].map((message) => message.clientId));
    for (const { clientId } of outbox) if (stored.has(clientId)) this.outbox.remove(clientId);
  }

  private show(): void {
    const outbox = this.outbox.all().map(
      (item): Outgoing => ({
        clientId: item.clientId,
        ...item.body,
        at: new Date(item.at).toISOString(),
        state: item.state,
        error: item.reason,
      }),
    );
    this.store.set({ outbox });
  }
}
