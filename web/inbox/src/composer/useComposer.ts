import { useCallback, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ChannelLimits, Conversation, MailHead, UsedTemplate } from "../../../contract/types";
import { hearIntent } from "../app/intents";
import { isMine, mayReply, mayResolve, me } from "../app/me";
import { newClientId, outbox } from "../live/sending";
import { threads } from "../live/stores";
import { openDrafts, write as save, startDrafts, wasSent } from "./draftSync";
import { type Content, draftOf, dropDraft, type Mode, signatureOf } from "./drafts";
import { stillNamed } from "./mentions";
import { usePlacedFiles } from "./placedFiles";
import { useFiles } from "./useFiles";
import { useKeptFiles } from "./useKeptFiles";
import { useMail } from "./useMail";
import { useTypingSignal } from "./useTypingSignal";
import { type Unfilled, unfilled } from "./variables";

/** Characters of one message, and of a mail with its formatting, as the hub takes them. */
export const MAX_TEXT = 16_000;
export const MAX_HTML = 200_000;

/** The newest public message of somebody else on our side. */
function othersLast(conversationId: string) {
  return threads
    .rows(conversationId)
    .findLast(
      (m) => m.direction === "outbound" && m.visibility === "public" && m.author.id !== me().id,
    );
}

/** What is being written in a conversation, and how it goes out. */
export function useComposer(chat: Conversation, limits?: ChannelLimits) {
  const canReply = mayReply(chat);
  const [wish, setWish] = useState<Mode>("reply");
  const mode: Mode = canReply ? wish : "note";
  const [texts, setTexts] = useState(() => ({
    reply: draftOf(chat.id, "reply").text,
    note: draftOf(chat.id, "note").text,
  }));
  const attached = {
    reply: useFiles(limits, draftOf(chat.id, "reply").attachments),
    note: useFiles(undefined, draftOf(chat.id, "note").attachments),
  };
  const files = attached[mode];
  const followReply = attached.reply.follow;
  const followNote = attached.note.follow;
  const [mentions, setMentions] = useState(() => draftOf(chat.id, "note").mentions);
  /** What was written here and is not yet known to be saved: until then nobody else's draft comes in. */
  const unsaved = useRef<Partial<Record<Mode, string>>>({});
  const typing = useTypingSignal(chat.id, mode);
  const [crossed, setCrossed] = useState<string | null>(null);
  /** What the others had said when the first character was written. */
  const begunAfter = useRef<number | null>(null);
  /** The message that the answer quotes, by its id. */
  const [replyTo, setReplyTo] = useState(() => draftOf(chat.id, "reply").replyTo);
  const [template, setTemplate] = useState<UsedTemplate | null>(
    () => draftOf(chat.id, "reply").template,
  );
  const text = texts[mode];
  const [saved, setSaved] = useState(true);
  const named = useRef(mentions);
  named.current = mentions;
  const [blanks, setBlanks] = useState<readonly Unfilled[]>([]);

  /** Kept on this device at once, by the hub a moment later. */
  const keep = useCallback(
    (kind: Mode, change: Partial<Content>) => {
      const next = { ...draftOf(chat.id, kind), ...change };
      unsaved.current[kind] = signatureOf(next);
      setSaved(false);
      save(chat.id, kind, next);
    },
    [chat.id],
  );
  const { head, setHead, mail } = useMail(
    chat,
    mode,
    useCallback((email: MailHead) => keep("reply", { email }), [keep]),
  );
  const placed = usePlacedFiles(attached.reply.files, mail?.head.html ?? null);
  const outgoing = mode === "reply" ? placed.outgoing : files.files;
  useKeptFiles(chat.id, "reply", placed.outgoing, keep);
  useKeptFiles(chat.id, "note", attached.note.files, keep);
  const quote = useCallback(
    (id: string | null) => {
      setReplyTo(id);
      keep("reply", { replyTo: id });
    },
    [keep],
  );
  /** It was sent again with these files, or given up; what was written beside it stays. */
  const dropTemplate = useCallback(
    (sent: readonly string[] = []) => {
      const attachments = draftOf(chat.id, "reply").attachments.filter(
        (file) => !sent.includes(file.id),
      );
      setTemplate(null);
      followReply(attachments);
      keep("reply", { template: null, attachments });
    },
    [chat.id, keep, followReply],
  );
  useEffect(
    () =>
      hearIntent("composer.quote", (message) => {
        if (message.conversationId !== chat.id) return;
        quote(message.id);
        setWish("reply");
      }),
    [chat.id, quote],
  );
  const write = useCallback(
    (next: string, html?: string) => {
      const email = mail && { ...head, html: html ?? null };
      setTexts((all) => ({ ...all, [mode]: next }));
      // A note stays one, also when the chat is one's own before it is finished.
      setWish(mode);
      if (email) setHead(email);
      const mentions = mode === "note" ? named.current : [];
      keep(mode, { text: next, mentions, email: email ?? null });
      if (next) {
        begunAfter.current ??= othersLast(chat.id)?.number ?? 0;
        typing.wrote();
      } else {
        begunAfter.current = null;
        typing.stop();
      }
    },
    [chat.id, mode, typing, mail, head, setHead, keep],
  );

  useEffect(() => {
    startDrafts();
    void openDrafts(chat.id);
  }, [chat.id]);
  useEffect(
    () =>
      hearIntent("composer.follow", ({ conversationId, mode: kind, content, instead }) => {
        if (conversationId !== chat.id) return;
        const here = unsaved.current[kind];
        if (here !== undefined && here !== (instead ?? signatureOf(content))) return;
        delete unsaved.current[kind];
        if (kind === mode) setSaved(true);
        const { text: theirs } = content;
        // At once: the next key that is pressed must find it in the field.
        flushSync(() => {
          setTexts((all) => (all[kind] === theirs ? all : { ...all, [kind]: theirs }));
          const follow = kind === "note" ? followNote : followReply;
          follow(content.attachments);
          if (kind === "note") return setMentions(content.mentions);
          setHead(content.email ?? {});
          setTemplate(content.template);
          setReplyTo(content.replyTo);
        });
      }),
    [chat.id, mode, setHead, followReply, followNote],
  );
  const mention = useCallback((id: string) => {
    named.current = [...new Set([...named.current, id])];
    setMentions(named.current);
  }, []);

  useEffect(
    () =>
      hearIntent("composer.restore", ({ conversationId, text: kept }) => {
        if (conversationId === chat.id) setTexts((all) => ({ ...all, reply: all.reply || kept }));
      }),
    [chat.id],
  );

  const ready = text.trim().length > 0 || outgoing.some((file) => file.attachment);
  const busy = outgoing.some((file) => !file.attachment && !file.error);
  const bytes = outgoing.reduce((sum, file) => sum + (file.error ? 0 : file.size), 0);
  const tooMuch = mail?.reply !== undefined && bytes > mail.reply.maxTotal;
  const maxText = mode === "reply" ? (limits?.maxText ?? MAX_TEXT) : MAX_TEXT;
  const tooFormatted = (mail?.head.html?.length ?? 0) > MAX_HTML;
  const below = mode === "reply" ? placed.below : files.files;
  const unsendable = below.some((file) => file.error);
  const fits =
    text.length <= maxText && !busy && !unsendable && !mail?.wrong && !tooMuch && !tooFormatted;

  /** Sends it; a public answer that somebody crossed meanwhile asks once. */
  const send = ({ resolves = false, anyway = false } = {}): boolean => {
    if (!ready || !fits) return false;
    const other = othersLast(chat.id);
    if (
      mode === "reply" &&
      !anyway &&
      other &&
      other.number > (begunAfter.current ?? other.number)
    ) {
      setCrossed(other.author.name ?? null);
      begunAfter.current = other.number;
      return false;
    }
    const open = mode === "reply" && !anyway ? unfilled(text) : [];
    setBlanks(open);
    if (open.length > 0) return false;
    const attachments = outgoing.flatMap((file) => file.attachment ?? []);
    const clientId = newClientId();
    outbox.add({
      clientId,
      conversationId: chat.id,
      at: Date.now(),
      body: {
        attachments,
        resolves: resolves && mode === "reply" && (mayResolve(chat) || isMine(chat)),
        message: {
          clientId,
          text: text.trim(),
          attachmentIds: attachments.map((file) => file.id),
          visibility: mode === "note" ? "internal" : "public",
          ...(mail ? { email: mail.asShown() } : {}),
          ...(replyTo && mode === "reply" ? { replyTo } : {}),
          mentions: mode === "note" ? stillNamed(text, mentions) : [],
        },
      },
    });
    setTexts((all) => ({ ...all, [mode]: "" }));
    wasSent(chat.id, mode, text);
    dropDraft(chat.id, mode);
    delete unsaved.current[mode];
    setSaved(true);
    if (mode === "note") setMentions([]);
    else setHead({});
    if (mode === "reply") setReplyTo(null);
    files.clear();
    typing.stop();
    begunAfter.current = null;
    setCrossed(null);
    return true;
  };

  return {
    mode,
    setMode: setWish,
    canReply,
    text,
    /** Begun before somebody else took it, or before it ended. */
    leftOver: canReply ? "" : texts.reply,
    write,
    mail,
    tooMuch: tooMuch ? bytes : 0,
    files,
    tooFormatted,
    below,
    unsendable,
    knows: placed.knows,
    ready,
    maxText,
    fits,
    send,
    crossed,
    setCrossed,
    mention,
    replyTo: mode === "reply" ? replyTo : null,
    quote,
    template: canReply ? template : null,
    dropTemplate,
    saved,
    blanks: blanks.filter((each) => text.includes(each.text)),
  };
}
