import type { Message } from "../../../contract/types";
import { me } from "../app/me";
import { useMembers } from "../composer/mentions";
import { clock, exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import { Files } from "./Files";
import { MessageText } from "./MessageText";

/** A private note: own colours, dashed edge, lock, and the words. */
export function Note({ message }: { message: Message }) {
  const { t, lang } = useTexts();
  const mine = message.author.id === me().id;
  const mentions = message.mentions ?? [];
  const members = useMembers(mentions.length > 0);
  const names = members.filter((each) => mentions.includes(each.id)).map((each) => each.name);
  const by = mine ? t("message.you") : (message.author.name ?? t("message.system"));
  return (
    <article
      className="grp out is-first is-last"
      aria-label={`${t("message.note")}, ${by}`}
      aria-live={mine ? "off" : undefined}
    >
      <div className="note">
        <div className="note-h">
          <Icon name="lock" size={12} />
          <span>
            {t("message.note")} · {by}
          </span>
          <time dateTime={message.at} title={exactly(message.at, lang)}>
            {clock(message.at, lang)}
          </time>
        </div>
        <Files files={message.attachments} />
        {message.text && <MessageText text={message.text} names={names} />}
      </div>
    </article>
  );
}
