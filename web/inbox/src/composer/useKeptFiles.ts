import { useEffect } from "react";
import type { Attachment } from "../../../contract/types";
import { type Content, draftOf, type Mode } from "./drafts";
import type { Picked } from "./useFiles";

const idsOf = (attachments: readonly Attachment[]): string =>
  attachments.map((file) => file.id).join(" ");

/** Files that have gone up are a part of the draft. */
export function useKeptFiles(
  conversationId: string,
  mode: Mode,
  files: readonly Picked[],
  keep: (mode: Mode, change: Partial<Content>) => void,
): void {
  useEffect(() => {
    const attachments = files.flatMap(({ attachment }) => attachment ?? []);
    if (idsOf(attachments) !== idsOf(draftOf(conversationId, mode).attachments))
      keep(mode, { attachments });
  }, [conversationId, mode, files, keep]);
}
