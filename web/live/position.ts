/**
 * Where in the journal this client stands. A cursor counts from `ready` on, never from events that
 * are replayed before it; and while a reload is owed (first connection, resync) the old position
 * stays the one to come back to, so a drop in the middle leaves no gap.
 */
export class Position {
  private newest: string | null = null;
  private trusted: string | null = null;
  private live = false;
  private owed = 1;
  private paid = 0;

  /** What to send as `since`; undefined asks for no replay. */
  get since(): string | undefined {
    return this.trusted ?? undefined;
  }

  /** The picture has to be read anew before the cursor means anything. */
  get needsReload(): boolean {
    return this.owed > this.paid;
  }

  /** What a reload that begins now will pay for; a resync in its middle is not among it. */
  get debt(): number {
    return this.owed;
  }

  ready(cursor: string): void {
    this.live = true;
    this.advance(cursor);
  }

  /** Of a heartbeat or an event. */
  heard(cursor: string | undefined): void {
    if (this.live && cursor) this.advance(cursor);
  }

  resync(cursor: string | undefined): void {
    this.owed += 1;
    this.live = true;
    if (cursor) this.newest = cursor;
  }

  reloaded(debt: number): void {
    this.paid = Math.max(this.paid, debt);
    if (!this.needsReload) this.trusted = this.newest;
  }

  dropped(): void {
    this.live = false;
  }

  private advance(cursor: string): void {
    this.newest = cursor;
    if (!this.needsReload) this.trusted = cursor;
  }
}
