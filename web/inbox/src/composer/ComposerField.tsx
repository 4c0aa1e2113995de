import { type KeyboardEvent, type RefObject, useLayoutEffect } from "react";
import type { Conversation } from "../../../contract/types";
import { isPhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import type { Mode } from "./drafts";

interface Props {
  ref: RefObject<HTMLTextAreaElement | null>;
  chat: Conversation;
  mode: Mode;
  text: string;
  onText: (text: string) => void;
  onFiles: (files: readonly File[]) => void;
  onSend: (how?: { resolves?: boolean }) => void;
}

/** Grows with what is written; the style sheet holds it at 40 % of the height. */
function useGrowth(ref: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured anew for every text
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight}px`;
  }, [text, ref]);
}

export function ComposerField({ ref, chat, mode, text, onText, onFiles, onSend }: Props) {
  const { t } = useTexts();
  useGrowth(ref, text);
  const name = chat.contact.name;
  const queued = chat.state === "queued";
  const hint =
    mode === "note"
      ? t("composer.placeholderNote")
      : t(queued ? "composer.placeholderQueued" : "composer.placeholder", { name });

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends the composing of a character is no Enter of the writer.
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    const resolves = event.ctrlKey || event.metaKey;
    // On a phone's keyboard Enter is the only way to a new line; Send is under the thumb.
    if (event.shiftKey || (isPhone() && !resolves)) return;
    event.preventDefault();
    onSend({ resolves });
  };
  return (
    <textarea
      ref={ref}
      className="comp-in"
      rows={1}
      value={text}
      placeholder={hint}
      aria-label={t(mode === "note" ? "composer.labelNote" : "composer.label", { name })}
      onChange={(event) => onText(event.target.value)}
      onKeyDown={onKeyDown}
      onPaste={(event) => {
        const files = [...event.clipboardData.files];
        if (files.length === 0) return;
        event.preventDefault();
        onFiles(files);
      }}
    />
  );
}
