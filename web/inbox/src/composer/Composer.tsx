import { lazy, Suspense, useEffect, useRef, useState } from "react";
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
import type { Field } from "./field";
import { Quoted } from "./Quoted";
import { useReplyWindow } from "./replyWindow";
import { Standing } from "./Standing";
import { useChannel } from "./useChannel";
import { useComposer } from "./useComposer";
import { useDrop } from "./useDrop";
import { WindowStrip } from "./WindowStrip";
import "./composer.css";

const SpamStrip = lazy(() => import("./SpamStrip"));
const MailTop = lazy(() => import("./mail/MailTop"));
const MailBelow = lazy(() => import("./mail/MailBelow"));
const TemplateBack = lazy(() => import("./templates/TemplateBack"));
const TemplateDialog = lazy(() => import("./templates/TemplateDialog"));
const RichField = lazy(() => import("./mail/RichField"));

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

  useEffect(
    () =>
      hearIntent("composer.focus", (to) => {
        setMode(to);
        field.current?.focus();
      }),
    [setMode],
  );
  useEffect(
    () =>
      hearIntent("composer.back", ({ conversationId, template }) => {
        if (conversationId !== chat.id) return;
        setMode("reply");
        if (template) setChoosing(true);
        else field.current?.focus();
      }),
    [chat.id, setMode],
  );
  useEffect(() => hearIntent("composer.quote", () => field.current?.focus()), []);
  useEffect(() => hearIntent("composer.quickReply", () => field.current?.startQuickReply()), []);
  useEffect(
    () => hearIntent("composer.sendResolve", () => void latest.current({ resolves: true })),
    [],
  );

  const closed = mode === "reply" && window.closed;
  const onSend = (how: { resolves?: boolean; anyway?: boolean } = {}) => {
    if (send(how) && !isPhone()) field.current?.focus();
  };
  return (
    <section className="dock" aria-label={t("composer.mode")} data-composer="">
      {isHeld(chat) ? (
        <Suspense fallback={null}>
          <SpamStrip chat={chat} />
        </Suspense>
      ) : (
        <Standing chat={chat} canReply={composer.canReply} />
      )}
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
        <Suspense fallback={null}>
          <TemplateDialog
            chat={chat}
            begun={composer.template}
            files={files.files.flatMap(({ attachment }) => attachment ?? [])}
            onSent={composer.template ? composer.dropTemplate : undefined}
            onClose={() => setChoosing(false)}
          />
        </Suspense>
      )}
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
            if (first) field.current?.select(first.text);
          }}
          onSend={() => onSend({ anyway: true })}
        />
      )}
      <div className="comp" data-mode={mode} data-dropping={dropping ? "yes" : undefined}>
        <ComposerTo chat={chat} mode={mode} onMode={composer.canReply ? setMode : undefined} />
        {closed ? null : (
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
            <FileChips files={composer.below} problem={files.problem} onRemove={files.remove} />
            {mail ? (
              <Suspense fallback={<div className="comp-in" />}>
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
                  <MailBelow mail={mail} tooMuch={composer.tooMuch} />
                </RichField>
              </Suspense>
            ) : (
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
            )}
            <ComposerBar composer={composer} field={field} chatId={chat.id} onSend={onSend} />
          </>
        )}
        {dropping && <div className="drop-word">{t("composer.drop")}</div>}
      </div>
    </section>
  );
}
