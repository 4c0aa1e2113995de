import { useCallback, useEffect, useRef, useState } from "react";
import type { Attachment, ChannelLimits } from "../../../contract/types";
import { upload } from "../api/calls";
import { ApiError } from "../api/http";
import { bytes } from "../texts/format";
import { language, t } from "../texts/i18n";

/** The hub's own limits; told before anything is sent. */
export const MAX_FILES = 10;
export const MAX_FILE = 25 * 1024 * 1024;

export interface Picked {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  share: number;
  attachment: Attachment | null;
  error: string | null;
  /** A picture for the text. */
  inline?: boolean;
}

/** One that is uploaded already. */
const uploaded = (attachment: Attachment): Picked => ({
  key: attachment.id,
  name: attachment.name,
  size: attachment.size,
  share: 1,
  attachment,
  error: null,
});

/** The largest file that the hub and the channel take; what is above a picture's limit goes as a document. */
const largest = (limits?: ChannelLimits): number =>
  limits
    ? Math.min(MAX_FILE, Math.max(limits.maxFile, ...Object.values(limits.maxFileOf ?? {})))
    : MAX_FILE;

function refused(file: File, limit: number): string | null {
  const name = file.name;
  if (file.size === 0) return t("composer.fileEmpty", { name });
  if (file.size <= limit) return null;
  const size = bytes(file.size, language());
  return t("composer.fileTooLarge", { name, size, limit: bytes(limit, language()) });
}

/** Files on their way into a message: each goes up at once and shows how far it is. */
export function useFiles(limits?: ChannelLimits, begun: readonly Attachment[] = []) {
  const limit = largest(limits);
  const most = Math.min(MAX_FILES, limits?.maxFiles ?? MAX_FILES);
  const [files, setFiles] = useState<readonly Picked[]>(() => begun.map(uploaded));
  const [problem, setProblem] = useState<string | null>(null);
  const stops = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const running = stops.current;
    return () => {
      for (const stop of running.values()) stop.abort();
    };
  }, []);

  const patch = useCallback((key: string, change: Partial<Picked>) => {
    setFiles((all) => all.map((each) => (each.key === key ? { ...each, ...change } : each)));
  }, []);

  const start = useCallback(
    (key: string, file: File) => {
      const stop = new AbortController();
      stops.current.set(key, stop);
      upload(file, (share) => patch(key, { share }), stop.signal)
        .then((attachment) => patch(key, { attachment, share: 1 }))
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const reason = error instanceof ApiError ? error.detail : t("act.unreachable");
          patch(key, { error: t("composer.fileFailed", { name: file.name, reason }) });
        })
        .finally(() => stops.current.delete(key));
    },
    [patch],
  );

  const add = useCallback(
    (chosen: readonly File[], inline = false) => {
      const room = most - files.length;
      const problems = chosen.map((file) => refused(file, limit)).filter((each) => each !== null);
      if (chosen.length > room) problems.push(t("composer.tooManyFiles", { count: most }));
      setProblem(problems[0] ?? null);
      const good = chosen
        .filter((file) => refused(file, limit) === null)
        .slice(0, Math.max(0, room));
      const picked = good.map((file) => ({
        key: crypto.randomUUID?.() ?? `${Math.random()}`,
        file,
      }));
      setFiles((all) => [
        ...all,
        ...picked.map(({ key, file }) => ({
          key,
          name: file.name,
          size: file.size,
          share: 0,
          attachment: null,
          error: null,
          inline,
        })),
      ]);
      for (const { key, file } of picked) start(key, file);
      return picked;
    },
    [files.length, start, limit, most],
  );

  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort();
    setFiles((all) => all.filter((each) => each.key !== key));
    setProblem(null);
  }, []);

  const clear = useCallback(() => {
    setFiles([]);
    setProblem(null);
  }, []);

  /** Those that are up are these; what is still on its way goes on. */
  const follow = useCallback((attachments: readonly Attachment[]) => {
    setFiles((all) => [
      ...attachments.map(
        (one) => all.find(({ attachment }) => attachment?.id === one.id) ?? uploaded(one),
      ),
      ...all.filter(({ attachment }) => !attachment),
    ]);
  }, []);

  return {
    files,
    problem,
    tell: setProblem,
    add,
    remove,
    clear,
    follow,
    busy: files.some((f) => !f.attachment && !f.error),
  };
}
