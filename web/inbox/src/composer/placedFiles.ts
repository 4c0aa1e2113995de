import { useMemo, useRef } from "react";
import type { Picked } from "./useFiles";

const NAMED = /(?:cid:|\/api\/v1\/attachments\/)([0-9a-f]{24})"/g;

const idsIn = (html: string): string[] => [
  ...new Set([...html.matchAll(NAMED)].map((found) => found[1] ?? "")),
];

/** One that the text names before the draft has told of it, as another tab may write it. */
const byName = (id: string): Picked => ({
  key: id,
  name: "",
  size: 0,
  share: 1,
  error: null,
  inline: true,
  attachment: {
    id,
    kind: "image",
    name: "",
    mime: "",
    size: 0,
    url: `/api/v1/attachments/${id}`,
  },
});

interface Placed {
  /** All that goes out: files below the text, and pictures as long as they stand in it. */
  outgoing: readonly Picked[];
  /** Those that are shown below the text: also a picture that did not go up. */
  below: readonly Picked[];
  /** Whether this file can stand in the text. */
  knows: (file: string) => boolean;
}

/** Which files stand in the text of a mail. One that was taken out may come back by undo. */
export function usePlacedFiles(files: readonly Picked[], html: string | null): Placed {
  const ever = useRef(new Map<string, Picked>());
  const inText = useRef(new Set<string>());
  return useMemo(() => {
    const named = idsIn(html ?? "");
    for (const file of files) if (file.attachment) ever.current.set(file.attachment.id, file);
    for (const id of named) inText.current.add(id);
    const isPlaced = ({ inline, attachment }: Picked) =>
      inline || (attachment !== null && inText.current.has(attachment.id));
    const under = files.filter((file) => !isPlaced(file));
    const rising = files.filter(
      (file) => isPlaced(file) && !file.attachment && html?.includes(`data-wait="${file.key}"`),
    );
    const placed = named.map((id) => ever.current.get(id) ?? byName(id));
    return {
      outgoing: [...under, ...rising.filter((file) => !file.error), ...placed],
      below: [...under, ...files.filter((file) => isPlaced(file) && file.error)],
      knows: (file) => ever.current.has(file),
    };
  }, [files, html]);
}
