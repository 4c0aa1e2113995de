import { useEffect, useRef, useState } from "preact/hooks";
import { Refused, type Upload } from "../api";
import { faultOf } from "../store/files";
import type { Attachment, Limits } from "../wire";
import { useAround } from "./context";

/** A file beside the composer, on its way up or there. */
export interface Held {
  key: number;
  file: File;
  /** 0 to 1. */
  progress: number;
  attachment: Attachment | null;
  failed: boolean;
}

export interface Tray {
  held: Held[];
  /** Everything is up: the message can go. */
  ready: boolean;
  /** In words, why the last files were not taken. */
  complaint: string | null;
  take(files: Iterable<File>): void;
  drop(key: number): void;
  retry(key: number): void;
  empty(): void;
}

export function useTray(limits: Limits): Tray {
  const { chat, texts, formats } = useAround();
  const [held, setHeld] = useState<Held[]>([]);
  const [complaint, setComplaint] = useState<string | null>(null);
  const uploads = useRef(new Map<number, Upload>());
  const next = useRef(1);

  useEffect(
    () => () => {
      for (const upload of uploads.current.values()) upload.cancel();
    },
    [],
  );

  const change = (key: number, patch: Partial<Held>) =>
    setHeld((all) => all.map((one) => (one.key === key ? { ...one, ...patch } : one)));

  const send = (key: number, file: File) => {
    const upload = chat.upload(file, (progress) => change(key, { progress }));
    uploads.current.set(key, upload);
    upload.done.then(
      (attachment) => change(key, { attachment, progress: 1 }),
      (error) => {
        change(key, { failed: true });
        const said = error instanceof Refused && error.status !== 401 ? refusal(file, error) : null;
        if (said) setComplaint(said);
      },
    );
  };
  const refusal = (file: File, error: Refused) => {
    if (error.status === 413)
      return texts.tooBig(file.name, formats.size(file.size), formats.size(limits.maxFile));
    return error.status < 500 ? texts.wrongKind(file.name) : null;
  };
  const objection = (file: File): string | null => {
    const fault = faultOf(file, limits);
    if (fault === "tooBig") {
      return texts.tooBig(file.name, formats.size(file.size), formats.size(limits.maxFile));
    }
    if (fault === "empty") return texts.emptyFile(file.name);
    return fault ? texts.wrongKind(file.name) : null;
  };
  const take = (files: Iterable<File>) => {
    const said: string[] = [];
    const taken: Held[] = [];
    for (const file of files) {
      const against = objection(file);
      if (against) said.push(against);
      else if (held.length + taken.length >= limits.maxFiles)
        said.push(texts.tooMany(limits.maxFiles));
      else {
        taken.push({ key: next.current++, file, progress: 0, attachment: null, failed: false });
      }
    }
    setComplaint(said.length > 0 ? [...new Set(said)].join(" ") : null);
    if (taken.length === 0) return;
    setHeld((all) => [...all, ...taken]);
    for (const one of taken) send(one.key, one.file);
  };
  const drop = (key: number) => {
    uploads.current.get(key)?.cancel();
    uploads.current.delete(key);
    setHeld((all) => all.filter((one) => one.key !== key));
    setComplaint(null);
  };
  const retry = (key: number) => {
    const one = held.find((each) => each.key === key);
    if (!one) return;
    change(key, { failed: false, progress: 0 });
    send(key, one.file);
  };
  const empty = () => {
    setHeld([]);
    setComplaint(null);
  };
  return { held, complaint, take, drop, retry, empty, ready: held.every((one) => one.attachment) };
}
