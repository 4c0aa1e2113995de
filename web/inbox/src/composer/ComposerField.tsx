import {
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Conversation, Member } from "../../../contract/types";
import { isPhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import type { Mode } from "./drafts";
import type { Field } from "./field";
import type { SuggestionKeys } from "./Suggestions";
import { type Trigger, triggerAt } from "./trigger";
import { unfilled } from "./variables";

const Suggestions = lazy(() => import("./Suggestions"));

interface Props {
  ref: RefObject<Field | null>;
  chat: Conversation;
  mode: Mode;
  text: string;
  onText: (text: string) => void;
  onMention: (id: string) => void;
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

/** Puts a text where the caret is, which then stands behind it. */
function put(area: HTMLTextAreaElement, text: string, onText: (text: string) => void): void {
  const { value, selectionStart, selectionEnd } = area;
  area.focus();
  onText(value.slice(0, selectionStart) + text + value.slice(selectionEnd));
  const caret = selectionStart + text.length;
  requestAnimationFrame(() => area.setSelectionRange(caret, caret));
}

/** The plain place to write, as the rest of the composer knows it. */
function useField(handle: Props["ref"], area: RefObject<HTMLTextAreaElement | null>, props: Props) {
  const onText = useRef(props.onText);
  onText.current = props.onText;
  useImperativeHandle(
    handle,
    (): Field => ({
      focus: () => area.current?.focus(),
      insert: (text) => area.current && put(area.current, text, onText.current),
      select: (text) => {
        const start = area.current?.value.indexOf(text) ?? -1;
        area.current?.focus();
        if (start >= 0) area.current?.setSelectionRange(start, start + text.length);
      },
      startQuickReply: () => {
        if (!area.current) return;
        const before = area.current.value.slice(0, area.current.selectionStart);
        put(area.current, !before || /\s$/.test(before) ? "/" : " /", onText.current);
      },
    }),
    [area],
  );
}

export function ComposerField(props: Props) {
  const { chat, mode, text, onText, onMention, onFiles, onSend } = props;
  const { t } = useTexts();
  const ref = useRef<HTMLTextAreaElement>(null);
  useField(props.ref, ref, props);
  const id = useId();
  const keys = useRef<SuggestionKeys | null>(null);
  const [active, setActive] = useState<string | null>(null);
  const { trigger, look, close } = useTrigger(ref, text, mode);
  useGrowth(ref, text);
  const name = chat.contact.name;
  const queued = chat.state === "queued";
  const hint =
    mode === "note"
      ? t("composer.placeholderNote")
      : t(queued ? "composer.placeholderQueued" : "composer.placeholder", { name });

  /** Puts it in the place of the sign and what was typed after it; a gap in it is selected. */
  const insert = (put: string) => {
    if (!trigger) return;
    onText(text.slice(0, trigger.start) + put + text.slice(trigger.end));
    const [gap] = unfilled(put);
    const from = trigger.start + (gap?.start ?? put.length);
    const to = trigger.start + (gap?.end ?? put.length);
    close();
    requestAnimationFrame(() => {
      ref.current?.focus();
      ref.current?.setSelectionRange(from, to);
    });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends the composing of a character is no Enter of the writer.
    if (event.nativeEvent.isComposing) return;
    const bare = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (trigger && bare && keys.current?.onKey(event.key)) {
      event.preventDefault();
      return;
    }
    if (event.key !== "Enter") return;
    const resolves = event.ctrlKey || event.metaKey;
    // On a phone's keyboard Enter is the only way to a new line; Send is under the thumb.
    if (event.shiftKey || (isPhone() && !resolves)) return;
    event.preventDefault();
    onSend({ resolves });
  };
  return (
    <>
      {trigger && (
        <Suspense fallback={null}>
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
        </Suspense>
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
        onChange={(event) => onText(event.target.value)}
        onSelect={look}
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
