/** What has an id and a version: any object of the hub. */
export interface Snapshot {
  id: string;
  version: number;
}

type Listener = () => void;

/**
 * Keeps the newest snapshot of each object. Order, repeats and late arrivals do no harm:
 * an older version never replaces a newer one, and what was lost only returns with a newer one.
 */
export class Snapshots<T extends Snapshot> {
  private rows = new Map<string, T>();
  private lost = new Map<string, number>();
  private stamps = new Map<string, number>();
  private listeners = new Set<Listener>();
  private list: readonly T[] | null = null;
  private generation = 0;
  private told = true;

  take(row: T): boolean {
    this.stamps.set(row.id, this.generation);
    const known = this.rows.get(row.id)?.version ?? this.lost.get(row.id) ?? -1;
    const returns = this.lost.has(row.id) && !this.rows.has(row.id) && row.version > known;
    if (!returns && row.version <= known) return false;
    this.rows.set(row.id, row);
    this.lost.delete(row.id);
    this.changed();
    return true;
  }

  drop(id: string, version: number): boolean {
    const known = this.rows.get(id);
    if (known && known.version > version) return false;
    this.lost.set(id, Math.max(version, this.lost.get(id) ?? -1));
    if (!this.rows.delete(id)) return false;
    this.changed();
    return true;
  }

  /** Lets go of rows as if they had never come: they may be loaded again. */
  forget(which: (row: T) => boolean): void {
    const before = this.rows.size;
    for (const [id, row] of this.rows) if (which(row)) this.rows.delete(id);
    if (this.rows.size !== before) this.changed();
  }

  get = (id: string): T | undefined => this.rows.get(id);

  /** The same array until something changes. */
  all = (): readonly T[] => {
    this.list ??= [...this.rows.values()];
    return this.list;
  };

  subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /**
   * Begins a reload: what is not seen again by `sweep` has been lost meanwhile. What was lost
   * before may be ours again at the version it had, so losses are forgotten.
   */
  mark(): number {
    this.lost.clear();
    this.generation += 1;
    return this.generation;
  }

  sweep(generation: number): void {
    this.forget((row) => (this.stamps.get(row.id) ?? 0) < generation);
  }

  /** Listeners hear once for all that changed in one turn of the event loop. */
  private changed(): void {
    this.list = null;
    if (!this.told) return;
    this.told = false;
    queueMicrotask(() => {
      this.told = true;
      for (const listener of this.listeners) listener();
    });
  }
}
