import type { Conversation, LastMessage } from "../../../contract/types";
import { me } from "../app/me";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { IconName } from "../ui/iconPaths";

const ICONS: Partial<Record<LastMessage["kind"], IconName>> = {
  image: "photo",
  sticker: "photo",
  animation: "photo",
  voice: "microphone",
  audio: "music",
  video: "video",
  video_note: "video",
  document: "paperclip",
  location: "map-pin",
  contact: "user",
  order: "list-details",
  form_reply: "list-details",
  unsupported: "info-circle",
};

/** A message without words: what it is, or how many files. */
function wordsOf(last: LastMessage, t: ReturnType<typeof useTexts>["t"]): string {
  const { kind, attachments } = last;
  if (attachments > 1 || (kind === "text" && attachments))
    return t("list.files", { count: attachments });
  if (last.unsupportedType === "call") return t("list.missedCall");
  return kind === "text" ? "" : t(`list.kind.${kind}`);
}

/** The last line of a chat, and who said it when it was one of us. */
export function RowText({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const last = chat.lastMessage;
  if (!last) return <span className="row-p">{chat.subject ?? ""}</span>;
  const icon = last.attachments > 0 ? (ICONS[last.kind] ?? "paperclip") : ICONS[last.kind];
  const words = last.text || wordsOf(last, t);
  const own = last.direction === "outbound";
  const first = last.authorName?.split(" ")[0];
  const author = own
    ? last.authorName === me().name
      ? t("list.you")
      : first && `${first}:`
    : chat.group && first
      ? `${first}:`
      : null;
  return (
    <span className="row-p" title={words}>
      {chat.subject && <b>{chat.subject} </b>}
      {author && <span>{author} </span>}
      {icon && <Icon name={icon} size={12} />}
      {words}
    </span>
  );
}
