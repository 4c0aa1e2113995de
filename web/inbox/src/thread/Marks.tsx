import type { Message } from "../../../contract/types";
import { exactly } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Passed on from another chat. */
export function Forwarded() {
  const { t } = useTexts();
  return (
    <span className="bub-mark is-line muted">
      <Icon name="arrows-exchange" size={12} />
      {t("message.forwarded")}
    </span>
  );
}

/** Beside the time: the writer has changed it since. */
export function Edited({ at }: { at: string }) {
  const { t, lang } = useTexts();
  return (
    <span title={t("message.editedAt", { when: exactly(at, lang) })}>{t("message.edited")}</span>
  );
}

/** In place of what was taken back. */
export function Deleted({ by }: { by: string }) {
  const { t } = useTexts();
  return (
    <span className="bub-mark muted">
      <Icon name="trash" size={12} />
      {t("message.deleted", { name: by })}
    </span>
  );
}

/** What people thought of it, each emoji once with how often. */
export function Reactions({ reactions }: { reactions: NonNullable<Message["reactions"]> }) {
  const { t, lang } = useTexts();
  const counts = new Map<string, number>();
  for (const { emoji } of reactions) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  const newest = reactions.at(-1);
  return (
    <span className="reactions" title={newest && exactly(newest.at, lang)}>
      {[...counts].map(([emoji, count]) => (
        <span key={emoji} role="img" aria-label={t("message.reactions", { emoji })}>
          {emoji}
          {count > 1 && <span className="num"> {count}</span>}
        </span>
      ))}
    </span>
  );
}
