import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Conversation, Member } from "../../../contract/types";
import { late } from "../app/late";
import { isPhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { putText } from "../ui/putText";
import { useCaret } from "./caret";
import type { Mode } from "./drafts";
import type { Field } from "./field";
import type { SuggestionKeys } from "./Suggestions";
import { type Trigger, triggerAt } from "./trigger";
import { unfilled } from "./variables";

const Suggestions = late(() => import("./Suggestions"));

interface Props {
  ref: RefObject<Field | null>;
  chat: Conversation;
  mode: Mode;
  text: string;
  onText: (text: string) => void;
  onMention: (id: string) => void;
  onFiles: (files: readonly File[]) => void;
  /** Absent while the formatted field is on its way: Enter breaks the line there. */
  onSend?: (how?: { resolves?: boolean }) => void;
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

/** What is looked for at the caret, until it is chosen, given up, or typed away. */
function useTrigger(ref: RefObject<HTMLTextAreaElement | null>, text: string, mode: Mode) {
  const [trigger, setTrigger] = useState<Trigger | null>(null);
  const givenUp = useRef<number | null>(null);
  const look = useCallback(() => {
    const field = ref.current;
    const caret = field && field.selectionStart === field.selectionEnd ? field.selectionStart : -1;
    const found = caret < 0 ? null : triggerAt(field?.value ?? "", caret, mode);
    if (found === null) givenUp.current = null;
    setTrigger(found && found.start !== givenUp.current ? found : null);
  }, [ref, mode]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at anew for every text
  useEffect(look, [look, text]);
  const close = useCallback(() => {
    setTrigger((now) => {
      givenUp.current = now?.start ?? null;
      return null;
    });
  }, []);
  return { trigger, look, close };
}

/** The plain place to write, as the rest of the composer knows it. */
function useField(handle: Props["ref"], area: RefObject<HTMLTextAreaElement | null>) {
  useImperativeHandle(
    handle,
    (): Field => ({
      focus: () => {
        const field = area.current;
        if (!field) return;
        field.focus();
        // What was begun is written on.
        if (field.selectionEnd === 0)
          field.setSelectionRange(field.value.length, field.value.length);
      },
      insert: (text) => area.current && putText(area.current, text),
      select: (text) => {
        const start = area.current?.value.indexOf(text) ?? -1;
        area.current?.focus();
        if (start >= 0) area.current?.setSelectionRange(start, start + text.length);
      },
      startQuickReply: () => {
        if (!area.current) return;
        const before = area.current.value.slice(0, area.current.selectionStart);
        putText(area.current, !before || /\s$/.test(before) ? "/" : " /");
      },
    }),
    [area],
  );
}

export function ComposerField(props: Props) {
  const { chat, mode, text, onText, onMention, onFiles, onSend } = props;
  const { t } = useTexts();
  const ref = useRef<HTMLTextAreaElement>(null);
  useField(props.ref, ref);
  const id = useId();
  const keys = useRef<SuggestionKeys | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const { trigger, look, close } = useTrigger(ref, text, mode);
  useGrowth(ref, text);
  const caretIs = useCaret(ref, text);
  const name = chat.contact.name;
  const queued = chat.state === "queued";
  const hint =
    mode === "note"
      ? t("composer.placeholderNote")
      : t(queued ? "composer.placeholderQueued" : "composer.placeholder", { name });

  /** Puts it in the place of the sign and what was typed after it; a gap in it is selected. */
  const insert = (put: string) => {
    if (!trigger || !ref.current) return;
    const { start, end } = trigger;
    close();
    putText(ref.current, put, start, end);
    const [gap] = unfilled(put);
    if (gap) ref.current.setSelectionRange(start + gap.start, start + gap.end);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const bare = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (trigger && bare && keys.current?.onKey(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key !== "Enter" || !onSend) return;
    const resolves = event.ctrlKey || event.metaKey;
    // On a phone's keyboard Enter is the only way to a new line; Send is under the thumb.
    if (event.shiftKey || (isPhone() && !resolves)) return;
    event.preventDefault();
    onSend({ resolves });
  };
  return (
    <>
      {trigger && (
        <Called onLost={close}>
          <Suggestions
            ref={keys}
            id={id}
            chat={chat}
            trigger={trigger}
            onReply={insert}
            onMention={(member: Member) => {
              onMention(member.id);
              insert(`@${member.name} `);
            }}
            onActive={setActive}
            onClose={close}
          />
        </Called>
      )}
      <textarea
        ref={ref}
        className="comp-in"
        rows={1}
        value={text}
        placeholder={hint}
        aria-label={t(mode === "note" ? "composer.labelNote" : "composer.label", { name })}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={trigger ? id : undefined}
        aria-activedescendant={trigger && active ? active : undefined}
        data-suggesting={trigger ? "" : undefined}
        onChange={(event) => {
          caretIs(event.target);
          onText(event.target.value);
        }}
        onSelect={(event) => {
          caretIs(event.currentTarget);
          look();
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0) return;
          event.preventDefault();
          onFiles(files);
        }}
      />
    </>
  );
}
