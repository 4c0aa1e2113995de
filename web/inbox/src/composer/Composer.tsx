import { Suspense, useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { Conversation } from "../../../contract/types";
import { hearIntent, intend } from "../app/intents";
import { late, lazily } from "../app/late";
import { isPhone } from "../app/useWide";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { Blanks } from "./Blanks";
import { ComposerBar } from "./ComposerBar";
import { ComposerField } from "./ComposerField";
import { ComposerTo } from "./ComposerTo";
import { Crossed } from "./Crossed";
import type { Mode } from "./drafts";
import { FileChips } from "./FileChips";
import type { Field } from "./field";
import { KeptDraft } from "./KeptDraft";
import { Quoted } from "./Quoted";
import { useReplyWindow } from "./replyWindow";
import { Standing } from "./Standing";
import { isOff, useChannel } from "./useChannel";
import { useComposer } from "./useComposer";
import { useDrop } from "./useDrop";
import { WindowStrip } from "./WindowStrip";
import "./composer.css";

const SpamStrip = late(() => import("./SpamStrip"));
const MailTop = lazily(() => import("./mail/MailTop"));
const MailBelow = lazily(() => import("./mail/MailBelow"));
const TemplateBack = lazily(() => import("./templates/TemplateBack"));
const TemplateDialog = late(() => import("./templates/TemplateDialog"));
const RichField = lazily(() => import("./mail/RichField"));

const isHeld = ({ resolveCause }: Conversation): boolean =>
  resolveCause === "suspected" || resolveCause === "spam";

/** The place to write: to the customer, or to colleagues alone; never the one for the other by mistake. */
export function Composer({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const channel = useChannel(chat);
  const window = useReplyWindow(chat);
  const [choosing, setChoosing] = useState(false);
  const composer = useComposer(chat, channel?.limits ?? undefined);
  const field = useRef<Field>(null);
  const { mode, setMode, files, send, crossed, mail } = composer;
  const dropping = useDrop(files.add);
  const latest = useRef(send);
  latest.current = send;

  /** A reply and a note may have fields of their own: the next letter is for the new one. */
  const turnTo = useCallback(
    (to: Mode) => {
      flushSync(() => setMode(to));
      field.current?.focus();
    },
    [setMode],
  );
  useEffect(() => hearIntent("composer.focus", turnTo), [turnTo]);
  useEffect(
    () =>
      hearIntent("composer.back", ({ conversationId, template }) => {
        if (conversationId !== chat.id) return;
        if (!template) return turnTo("reply");
        setMode("reply");
        setChoosing(true);
      }),
    [chat.id, setMode, turnTo],
  );
  useEffect(() => hearIntent("composer.quote", () => turnTo("reply")), [turnTo]);
  useEffect(() => hearIntent("composer.quickReply", () => field.current?.startQuickReply()), []);
  useEffect(
    () => hearIntent("composer.sendResolve", () => void latest.current({ resolves: true })),
    [],
  );

  const closed = mode === "reply" && (window.closed || isOff(chat, channel));
  const onSend = (how: { resolves?: boolean; anyway?: boolean } = {}) => {
    if (send(how) && !isPhone()) field.current?.focus();
  };
  /** Where one writes; for a mail only until its own field has come, and nothing is sent from it. */
  const plain = (
    <ComposerField
      ref={field}
      chat={chat}
      mode={mode}
      text={composer.text}
      onText={composer.write}
      onMention={composer.mention}
      onFiles={files.add}
      onSend={mail ? undefined : onSend}
    />
  );
  return (
    <section className="dock" aria-label={t("composer.mode")} data-composer="">
      {isHeld(chat) ? (
        <Suspense fallback={null}>
          <SpamStrip chat={chat} />
        </Suspense>
      ) : (
        <Standing chat={chat} canReply={composer.canReply} />
      )}
      <KeptDraft text={composer.leftOver} />
      {composer.canReply && mode === "reply" && (
        <WindowStrip
          chat={chat}
          channel={channel}
          window={window}
          onTemplate={() => setChoosing(true)}
        />
      )}
      {composer.template && !choosing && (
        <Suspense fallback={null}>
          <TemplateBack
            template={composer.template}
            onOpen={() => setChoosing(true)}
            onDrop={() => composer.dropTemplate()}
          />
        </Suspense>
      )}
      {choosing && composer.canReply && (
        <Called onLost={() => setChoosing(false)}>
          <TemplateDialog
            chat={chat}
            begun={composer.template}
            files={files.files.flatMap(({ attachment }) => attachment ?? [])}
            onSent={composer.template ? composer.dropTemplate : undefined}
            onClose={() => setChoosing(false)}
          />
        </Called>
      )}
      {crossed !== null && mode === "reply" && (
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
            if (first) field.current?.select(first.text);
          }}
          onSend={() => onSend({ anyway: true })}
        />
      )}
      <div className="comp" data-mode={mode} data-dropping={dropping ? "yes" : undefined}>
        <ComposerTo
          chat={chat}
          mode={mode}
          onMode={composer.canReply ? (isPhone() ? setMode : turnTo) : undefined}
        />
        {closed ? (
          <KeptDraft text={composer.text} />
        ) : (
          <>
            {mail && (
              <Suspense fallback={null}>
                <MailTop mail={mail} />
              </Suspense>
            )}
            {composer.replyTo && (
              <Quoted
                id={composer.replyTo}
                chat={chat}
                onRemove={() => {
                  composer.quote(null);
                  field.current?.focus();
                }}
              />
            )}
            <FileChips
              files={composer.below}
              problem={files.problem}
              onRemove={files.remove}
              onRetry={files.retry}
            />
            {mail ? (
              <Suspense fallback={mail.head.html ? <div className="comp-in" /> : plain}>
                <RichField
                  ref={field}
                  chat={chat}
                  text={composer.text}
                  html={mail.head.html ?? null}
                  onWrite={composer.write}
                  files={files.files}
                  knows={composer.knows}
                  onFiles={files.add}
                  onPictures={(pictures) => files.add(pictures, true)}
                  onProblem={files.tell}
                  onSend={onSend}
                >
                  <MailBelow
                    mail={mail}
                    tooMuch={composer.tooMuch}
                    tooFormatted={composer.tooFormatted}
                  />
                </RichField>
              </Suspense>
            ) : (
              plain
            )}
            <ComposerBar composer={composer} field={field} chatId={chat.id} onSend={onSend} />
          </>
        )}
        {dropping && <div className="drop-word">{t("composer.drop")}</div>}
      </div>
    </section>
  );
}
