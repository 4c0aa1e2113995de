import { useQuery } from "@tanstack/react-query";
import { useCallback, useState } from "react";
import type { Conversation, MailHead, ReplyMail } from "../../../contract/types";
import { getReplyMail } from "../api/mails";
import { isMail } from "../ui/channels";
import { draftOf, type Mode } from "./drafts";

export type MailLine = "to" | "cc" | "bcc";

/** The head of the mail that is being written: as chosen, else as one expects of an answer. */
export interface MailWriting {
  head: MailHead;
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  quotes: boolean;
  reply: ReplyMail | undefined;
  /** An address is half typed or wrong. */
  wrong: boolean;
  change(part: Partial<MailHead>): void;
  setWrong(line: MailLine, wrong: boolean): void;
  /** As it goes out: everything that is shown. */
  asShown(): MailHead;
}

interface Kept {
  head: MailHead;
  setHead: (head: MailHead) => void;
  /** Null where no mail is written. */
  mail: MailWriting | null;
}

export function useMail(chat: Conversation, mode: Mode, onChange: (head: MailHead) => void): Kept {
  const wanted = isMail(chat.channelKind);
  const [head, setHead] = useState<MailHead>(() => draftOf(chat.id, "reply").email ?? {});
  const [wrongLines, setWrongLines] = useState<readonly MailLine[]>([]);
  const { data: reply } = useQuery({
    queryKey: ["replyMail", chat.id, chat.lastMessage?.number],
    queryFn: ({ signal }) => getReplyMail(chat.id, signal),
    enabled: wanted,
    placeholderData: (before) => before,
    staleTime: 60_000,
  });
  const change = useCallback(
    (part: Partial<MailHead>) => {
      const next = { ...head, ...part };
      setHead(next);
      onChange(next);
    },
    [head, onChange],
  );
  const setWrong = useCallback((line: MailLine, wrong: boolean) => {
    setWrongLines((all) => (wrong ? [...new Set([...all, line])] : all.filter((x) => x !== line)));
  }, []);
  if (!wanted || mode !== "reply") return { head, setHead, mail: null };
  const to = head.to ?? reply?.to ?? [];
  const cc = head.cc ?? reply?.cc ?? [];
  const bcc = head.bcc ?? [];
  const subject = head.subject ?? reply?.subject ?? "";
  const quotes = head.quotes ?? true;
  const known = reply !== undefined || head.to;
  return {
    head,
    setHead,
    mail: {
      head,
      to,
      cc,
      bcc,
      subject,
      quotes,
      reply,
      wrong: wrongLines.length > 0,
      change,
      setWrong,
      // Where the hub has not been asked yet, it fills in what is left out.
      asShown: () => ({ ...head, quotes, ...(known ? { to, cc, bcc, subject } : {}) }),
    },
  };
}
