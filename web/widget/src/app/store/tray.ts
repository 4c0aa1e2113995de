import { Refused, type Upload } from "../api";
import type { Attachment, Limits } from "../wire";
import { type FileFault, faultOf } from "./files";

/** A file beside the composer, on its way up or there. */
export interface Held {
  key: number;
  file: File;
  /** 0 to 1. */
  progress: number;
  attachment: Attachment | null;
  failed: boolean;
}

/** Why a file was not taken; said in words by the screen. */
export type Complaint = { fault: FileFault; name: string; size: number } | { fault: "tooMany" };

export interface TrayState {
  held: readonly Held[];
  complaints: readonly Complaint[];
}

/** The files of the message that is being written: checked, uploaded at once, sent with it. */
export class Tray {
  private state: TrayState = { held: [], complaints: [] };
  private readonly uploads = new Map<number, Upload>();
  private next = 1;

  constructor(
    private readonly upload: (file: File, progress: (share: number) => void) => Upload,
    private readonly limits: Limits,
    private readonly changed: (state: TrayState) => void,
  ) {}

  take(files: Iterable<File>): void {
    const taken: Held[] = [];
    const complaints: Complaint[] = [];
    for (const file of files) {
      const fault = faultOf(file, this.limits);
      const full = this.state.held.length + taken.length >= this.limits.maxFiles;
      if (fault) complaints.push({ fault, name: file.name, size: file.size });
      else if (!full) taken.push(this.hold(file));
      else if (!complaints.some((one) => one.fault === "tooMany"))
        complaints.push({ fault: "tooMany" });
    }
    this.become({ held: [...this.state.held, ...taken], complaints });
    for (const held of taken) this.send(held);
  }

  drop(key: number): void {
    this.uploads.get(key)?.cancel();
    this.uploads.delete(key);
    this.become({ held: this.state.held.filter((one) => one.key !== key), complaints: [] });
  }

  retry(key: number): void {
    const held = this.state.held.find((one) => one.key === key);
    if (!held) return;
    this.change(key, { failed: false, progress: 0 });
    this.send(held);
  }

  /** After sending: what is up belongs to the message now. */
  empty(): void {
    this.uploads.clear();
    this.become({ held: [], complaints: [] });
  }

  /** The screen is gone: nobody waits for what is still on its way. */
  abandon(): void {
    for (const upload of this.uploads.values()) upload.cancel();
  }

  private hold(file: File): Held {
    return { key: this.next++, file, progress: 0, attachment: null, failed: false };
  }

  private send({ key, file }: Held): void {
    const upload = this.upload(file, (progress) => this.change(key, { progress }));
    this.uploads.set(key, upload);
    upload.done.then(
      (attachment) => this.change(key, { attachment, progress: 1 }),
      (error) => this.fail(key, file, error),
    );
  }

  private fail(key: number, file: File, error: unknown): void {
    this.change(key, { failed: true });
    if (!(error instanceof Refused) || error.passing || error.status === 401) return;
    const fault = error.status === 413 ? "tooBig" : "wrongKind";
    const { name, size } = file;
    this.become({ ...this.state, complaints: [{ fault, name, size }] });
  }

  private change(key: number, patch: Partial<Held>): void {
    const held = this.state.held.map((one) => (one.key === key ? { ...one, ...patch } : one));
    this.become({ ...this.state, held });
  }

  private become(state: TrayState): void {
    this.state = state;
    this.changed(state);
  }
}

/** Everything is up: the message can go. */
export function isReady({ held }: TrayState): boolean {
  return held.every((one) => one.attachment !== null);
}
