import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Limits } from "../wire";
import { Attach } from "./Attach";
import { isFree, useAround } from "./context";
import { Icon } from "./Icon";
import { said, TrayList } from "./TrayList";
import type { TrayInUse } from "./useTray";

interface Props {
  limits: Limits;
  files: TrayInUse;
  /** Take the keyboard when drawn. */
  eager: boolean;
}

/** Text and files. Enter sends, Shift and Enter breaks the line; what is written outlives a reload. */
export function Composer({ limits, files, eager }: Props) {
  const { texts, formats } = useAround();
  const writing = useWriting(limits, files, eager);
  const complaint =
    writing.over > 0 ? texts.tooLong(writing.over) : said(files.complaints, limits, texts, formats);
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        writing.send();
      }}
    >
      <div role="alert">{complaint ? <p class="complaint">{complaint}</p> : null}</div>
      <TrayList {...files} />
      <div class="row">
        <Attach limits={limits} onFiles={(list) => files.tray.take(list)} />
        <textarea
          ref={writing.field}
          rows={1}
          value={writing.text}
          placeholder={texts.write}
          aria-label={texts.message}
          enterkeyhint="send"
          onInput={(event) => writing.write(event.currentTarget.value)}
          onKeyDown={writing.onKey}
          onPaste={writing.onPaste}
        />
        <button
          type="submit"
          class="send"
          disabled={!writing.sendable}
          aria-label={texts.send}
          // The field keeps the focus, and a phone its keyboard.
          onMouseDown={(event) => event.preventDefault()}
        >
          <Icon name="send" size={20} />
        </button>
      </div>
    </form>
  );
}

function useWriting(limits: Limits, files: TrayInUse, eager: boolean) {
  const { chat } = useAround();
  const [text, setText] = useState(() => chat.draft());
  const field = useRef<HTMLTextAreaElement>(null);
  const over = [...text].length - limits.maxText;
  const something = text.trim() !== "" || files.held.length > 0;
  const sendable = something && files.ready && over <= 0;

  useLayoutEffect(() => grow(field.current), [text]);
  useEffect(() => {
    // On a phone that would cover half of the greeting with the keyboard.
    if (eager && isFree() && !matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, [eager]);

  const write = (value: string) => {
    setText(value);
    chat.typed(value);
  };
  const send = () => {
    if (!sendable) return;
    chat.write(
      text.trim(),
      files.held.flatMap((held) => held.attachment ?? []),
    );
    setText("");
    files.tray.empty();
    field.current?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    // Safari ends the composing of a character before it tells of the key that has ended it.
    const composes = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composes) return;
    event.preventDefault();
    send();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.files;
    if (!pasted?.length) return;
    event.preventDefault();
    files.tray.take(pasted);
  };
  return { text, field, over, sendable, write, send, onKey, onPaste };
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight}px`;
}
