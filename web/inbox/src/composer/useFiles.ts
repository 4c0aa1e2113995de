import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { Attachment, ChannelLimits } from "../../../contract/types";
import { upload } from "../api/calls";
import { Unreachable } from "../api/http";
import { reasonOf } from "../app/refusals";
import { t } from "../texts/i18n";
import { goesAsFile, MAX_FILES, refusedFile, unfit } from "./fileLimits";

export interface Picked {
  key: string;
  name: string;
  size: number;
  /** 0 to 1. */
  share: number;
  attachment: Attachment | null;
  error: string | null;
  /** The way to the hub was broken: the same file may be tried again. */
  again?: boolean;
  /** The channel shows it as a file to download. */
  asFile?: boolean;
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

/** As the channel sees it: what it does not take is told, and stays until it is removed. */
function onChannel(file: Picked, limits?: ChannelLimits): Picked {
  const { attachment } = file;
  if (!attachment || !limits) return file;
  const error = unfit(attachment, limits);
  if (error) return { ...file, error };
  return goesAsFile(attachment, limits) ? { ...file, asFile: true } : file;
}

/** Files on their way into a message: each goes up at once and shows how far it is. */
export function useFiles(limits?: ChannelLimits, begun: readonly Attachment[] = []) {
  const most = Math.min(MAX_FILES, limits?.maxFiles ?? MAX_FILES);
  const [files, setFiles] = useState<readonly Picked[]>(() => begun.map(uploaded));
  const [problem, setProblem] = useState<string | null>(null);
  const stops = useRef(new Map<string, AbortController>());
  /** What has not come up, as long as it may be tried again. */
  const sources = useRef(new Map<string, File>());

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
      sources.current.set(key, file);
      upload(file, (share) => patch(key, { share }), stop.signal)
        .then((attachment) => {
          sources.current.delete(key);
          patch(key, { attachment, share: 1 });
        })
        .catch((error: unknown) => {
          if (stop.signal.aborted) return;
          const words = { name: file.name, reason: reasonOf(error) };
          const again = error instanceof Unreachable;
          patch(key, { error: t("composer.fileFailed", words), again });
        })
        .finally(() => stops.current.delete(key));
    },
    [patch],
  );

  const add = useCallback(
    (chosen: readonly File[], inline = false) => {
      const room = most - files.length;
      const problems = chosen.flatMap((file) => refusedFile(file, limits) ?? []);
      if (chosen.length > room) problems.push(t("composer.tooManyFiles", { count: most }));
      setProblem(problems[0] ?? null);
      const good = chosen
        .filter((file) => refusedFile(file, limits) === null)
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
    [files.length, start, limits, most],
  );

  const retry = useCallback(
    (key: string) => {
      const file = sources.current.get(key);
      if (!file) return;
      patch(key, { error: null, again: false, share: 0 });
      start(key, file);
    },
    [patch, start],
  );

  const remove = useCallback((key: string) => {
    stops.current.get(key)?.abort();
    sources.current.delete(key);
    setFiles((all) => all.filter((each) => each.key !== key));
    setProblem(null);
  }, []);

  const clear = useCallback(() => {
    sources.current.clear();
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
    files: useMemo(() => files.map((file) => onChannel(file, limits)), [files, limits]),
    problem,
    tell: setProblem,
    add,
    retry,
    remove,
    clear,
    follow,
    busy: files.some((f) => !f.attachment && !f.error),
  };
}
