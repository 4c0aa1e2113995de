import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { Conversation, Member, QuickReply } from "../../../contract/types";
import { getWorkspace } from "../api/calls";
import { getQuickReplies } from "../api/tools";
import { me } from "../app/me";
import { useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Icon } from "../ui/Icon";
import { Filled } from "./Filled";
import { useMembers } from "./mentions";
import { startsWords, type Trigger } from "./trigger";
import { fill, valuesFor } from "./variables";
import "./suggestions.css";

const MOST = 50;

export interface SuggestionKeys {
  /** True when the key was for the list. */
  onKey(key: string): boolean;
}

interface Props {
  ref: RefObject<SuggestionKeys | null>;
  id: string;
  chat: Conversation;
  trigger: Trigger;
  onReply: (text: string) => void;
  onMention: (member: Member) => void;
  onActive: (id: string | null) => void;
  onClose: () => void;
}

interface Choice {
  id: string;
  reply?: QuickReply;
  member?: Member;
  choose: () => void;
}

/** What fits what is typed after "/" or "@": the field keeps the focus, the arrows choose here. */
export default function Suggestions(props: Props) {
  const { id, chat, trigger, onClose, onActive } = props;
  const { t } = useTexts();
  const { choices, loading, preview } = useChoices(props);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const active = choices[Math.min(at, choices.length - 1)];
  const activeId = active ? `${id}-${active.id}` : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search begins at the top
  useEffect(() => setAt(0), [trigger.kind, trigger.query]);
  useEffect(() => {
    onActive(activeId);
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
    return () => onActive(null);
  }, [activeId, onActive]);
  useImperativeHandle(props.ref, () => ({
    onKey(key) {
      if (key === "Escape") onClose();
      else if (choices.length === 0)
        // What is asked for is not there yet: it is not sent as it stands.
        return loading && trigger.query !== "" && (key === "Enter" || key === "Tab");
      else if (key === "ArrowDown") setAt((now) => (now + 1) % choices.length);
      else if (key === "ArrowUp") setAt((now) => (now + choices.length - 1) % choices.length);
      else if (key === "Enter" || key === "Tab") active?.choose();
      else return false;
      return true;
    },
  }));
  const replies = trigger.kind === "reply";
  const label = t(replies ? "suggest.replies" : "suggest.members");
  if (choices.length === 0 && !loading && trigger.query && !replies) return null;
  return (
    <div className="suggest" ref={box}>
      <div className="suggest-list" id={id} role="listbox" aria-label={label}>
        {choices.map((choice) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={choice.id}
            id={`${id}-${choice.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice === active}
            className="suggest-row"
            onMouseDown={(event) => event.preventDefault()}
            onClick={choice.choose}
          >
            {choice.reply && <ReplyLine reply={choice.reply} />}
            {choice.member && <MemberLine member={choice.member} chat={chat} />}
          </div>
        ))}
      </div>
      {choices.length === 0 && (
        <div className="suggest-none">
          {loading ? t("app.loading") : t(replies ? "suggest.noReply" : "suggest.nobody")}
        </div>
      )}
      {preview && active?.reply && (
        <div className="suggest-preview" aria-hidden="true">
          <Filled text={preview(active.reply)} />
        </div>
      )}
    </div>
  );
}

function useChoices({ chat, trigger, onReply, onMention }: Props) {
  const replies = useQuery({
    queryKey: ["quickReplies"],
    queryFn: ({ signal }) => getQuickReplies(signal),
    enabled: trigger.kind === "reply",
    staleTime: 60_000,
  });
  const workspace = useQuery({
    queryKey: ["workspace"],
    queryFn: ({ signal }) => getWorkspace(signal),
  });
  const members = useMembers(trigger.kind === "mention");
  if (trigger.kind === "mention") {
    const found = members.filter(
      (one) => one.state === "active" && one.id !== me().id && startsWords(one.name, trigger.query),
    );
    found.sort((a, b) => Number(isNear(b, chat)) - Number(isNear(a, chat)));
    const choices = found
      .slice(0, MOST)
      .map((member): Choice => ({ id: member.id, member, choose: () => onMention(member) }));
    return { choices, loading: members.length === 0, preview: null };
  }
  const values = valuesFor(chat, me().name, workspace.data?.name ?? "");
  const asked = trigger.query.toLowerCase();
  const fits = (one: QuickReply) =>
    one.shortcut.startsWith(asked) || startsWords(`${one.title} ${one.shortcut}`, asked);
  const found = (replies.data?.items ?? []).filter(fits);
  found.sort((a, b) => Number(b.shortcut.startsWith(asked)) - Number(a.shortcut.startsWith(asked)));
  const choices = found.slice(0, MOST).map(
    (reply): Choice => ({
      id: reply.id,
      reply,
      choose: () => onReply(fill(reply.text, values)),
    }),
  );
  return {
    choices,
    loading: replies.isPending,
    preview: (one: QuickReply) => fill(one.text, values),
  };
}

function ReplyLine({ reply }: { reply: QuickReply }) {
  const { t } = useTexts();
  return (
    <>
      <Icon name="bolt" />
      <span className="suggest-b">
        <b className="ell">/{reply.shortcut}</b>
        <span className="ell muted">{reply.title}</span>
      </span>
      <span className="meta muted">
        {[t(`quickReplies.scope.${reply.scope}`), reply.language?.toUpperCase()]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </>
  );
}

const isNear = (member: Member, chat: Conversation): boolean =>
  member.role === "admin" || member.departmentIds.includes(chat.departmentId);

/** Who cannot see the chat yet may be named all the same; it is said. */
function MemberLine({ member, chat }: { member: Member; chat: Conversation }) {
  const { t } = useTexts();
  const near = isNear(member, chat);
  return (
    <>
      <Avatar name={member.name} size={28} />
      <span className="suggest-b">
        <b className="ell">{member.name}</b>
        <span className="ell muted">{t(`role.${member.role}`)}</span>
      </span>
      {!near && <span className="meta muted">{t("suggest.getsAccess")}</span>}
    </>
  );
}
