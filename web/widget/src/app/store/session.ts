import type { Person } from "../../bridge";
import { type ChatApi, Refused } from "../api";
import type { Keep } from "../keep";
import type { Language, Session, SessionBody } from "../wire";
import { mergeSession } from "./merge";
import { initialState, type Store } from "./state";

/**
 * The visit: begun on the first opening, taken up again with the kept token, renewed when the hub
 * no longer takes it. A token that is refused outright begins a new visit.
 */
export class Visit {
  private token: string | null;
  private renewing: Promise<boolean> | null = null;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: Store,
    private readonly api: Pick<ChatApi, "session">,
    private readonly keep: Keep,
    private readonly language: () => Language | undefined,
    /** Continues a chat of another device, once. */
    private resume: string | null = null,
  ) {
    this.token = keep.read<string>("token");
  }

  current(): string | null {
    return this.token;
  }

  /** A visit was kept by an earlier page. */
  get returning(): boolean {
    return this.token !== null;
  }

  /** One after the other: two at once, both without a token, would be two visitors. */
  begin(person: Person = {}, topic?: string): Promise<Session> {
    const turn = this.last.then(() => this.ask(person, topic));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async ask(person: Person, topic?: string): Promise<Session> {
    const body: SessionBody = { ...stated(person), language: this.language() };
    if (topic) body.fields = { topic };
    if (this.resume) {
      const continued = await this.continued(body, this.resume);
      if (continued) return continued;
    }
    if (!this.token) return this.take(await this.api.session(body));
    try {
      return this.take(await this.api.session({ ...body, token: this.token }));
    } catch (error) {
      if (!isRefusedToken(error)) throw error;
      this.startOver();
      return this.take(await this.api.session(body));
    }
  }

  /** By the link of a mail; null when it has ended: then this browser's own visit goes on. */
  private async continued(body: SessionBody, resumeToken: string): Promise<Session | null> {
    try {
      const session = await this.api.session({ ...body, resumeToken });
      this.resume = null;
      return this.take(session);
    } catch (error) {
      if (!(error instanceof Refused) || error.passing) throw error;
      this.resume = null;
      this.store.set({ linkEnded: true });
      return null;
    }
  }

  /** After a 401: once for all who wait for it. */
  renew(): Promise<boolean> {
    this.renewing ??= this.begin()
      .then(() => true)
      .catch(() => false)
      .finally(() => {
        this.renewing = null;
      });
    return this.renewing;
  }

  private take(session: Session): Session {
    const { visitor } = this.store.get();
    if (visitor && visitor.id !== session.visitor.id) this.startOver();
    this.token = session.token;
    this.keep.write("token", session.token);
    this.store.set((state) => mergeSession(state, session));
    return session;
  }

  /** The hub began anew with us: what was on screen is not ours, what was written unsent still is. */
  private startOver(): void {
    this.token = null;
    this.keep.write("token", null);
    const { conversations, messages, place, typing } = initialState;
    this.store.set({ conversations, messages, place, typing });
  }
}

function isRefusedToken(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

/** Only what was said: an absent name must not empty a known one. */
function stated(person: Person): Person {
  const said: Person = {};
  for (const key of ["name", "email", "phone"] as const) {
    const value = person[key]?.trim();
    if (value) said[key] = value;
  }
  return said;
}
