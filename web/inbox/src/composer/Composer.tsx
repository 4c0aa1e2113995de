import { useEffect, useRef } from "react";
import type { Conversation } from "../../../contract/types";
import { hearIntent, intend } from "../app/intents";
import { isPhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import { Blanks } from "./Blanks";
import { ComposerBar } from "./ComposerBar";
import { ComposerField } from "./ComposerField";
import { ComposerTo } from "./ComposerTo";
import { Crossed } from "./Crossed";
import { FileChips } from "./FileChips";
import { Standing } from "./Standing";
import { useComposer } from "./useComposer";
import { useDrop } from "./useDrop";
import "./composer.css";

/** The place to write: to the customer, or to colleagues alone; never the one for the other by mistake. */
export function Composer({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const composer = useComposer(chat);
  const field = useRef<HTMLTextAreaElement>(null);
  const { mode, setMode, files, send, crossed } = composer;
  const dropping = useDrop(files.add);
  const latest = useRef(send);
  latest.current = send;

  useEffect(
    () =>
      hearIntent("composer.focus", (to) => {
        setMode(to);
        field.current?.focus();
      }),
    [setMode],
  );
  const write = useRef(composer.write);
  write.current = composer.write;
  useEffect(
    () =>
      hearIntent("composer.quickReply", () => {
        const input = field.current;
        if (!input) return;
        input.focus();
        const before = input.value.slice(0, input.selectionStart);
        const sign = !before || /\s$/.test(before) ? "/" : " /";
        write.current(before + sign + input.value.slice(input.selectionEnd));
        const caret = before.length + sign.length;
        requestAnimationFrame(() => input.setSelectionRange(caret, caret));
      }),
    [],
  );
  useEffect(
    () => hearIntent("composer.sendResolve", () => void latest.current({ resolves: true })),
    [],
  );

  const onSend = (how: { resolves?: boolean; anyway?: boolean } = {}) => {
    if (send(how) && !isPhone()) field.current?.focus();
  };
  return (
    <section className="dock" aria-label={t("composer.mode")} data-composer="">
      <Standing chat={chat} canReply={composer.canReply} />
      {crossed !== null && (
        <Crossed
          name={crossed}
          onShow={() => {
            composer.setCrossed(null);
            intend("thread.end");
          }}
          onSend={() => onSend({ anyway: true })}
        />
      )}
      {composer.blanks.length > 0 && (
        <Blanks
          blanks={composer.blanks}
          onFill={() => {
            const [first] = composer.blanks;
            const start = first ? composer.text.indexOf(first.text) : -1;
            field.current?.focus();
            if (first && start >= 0)
              field.current?.setSelectionRange(start, start + first.text.length);
          }}
          onSend={() => onSend({ anyway: true })}
        />
      )}
      <div className="comp" data-mode={mode} data-dropping={dropping ? "yes" : undefined}>
        <ComposerTo chat={chat} mode={mode} onMode={composer.canReply ? setMode : undefined} />
        <FileChips files={files.files} problem={files.problem} onRemove={files.remove} />
        <ComposerField
          ref={field}
          chat={chat}
          mode={mode}
          text={composer.text}
          onText={composer.write}
          onMention={composer.mention}
          onFiles={files.add}
          onSend={onSend}
        />
        <ComposerBar composer={composer} field={field} chatId={chat.id} onSend={onSend} />
        {dropping && <div className="drop-word">{t("composer.drop")}</div>}
      </div>
    </section>
  );
}
