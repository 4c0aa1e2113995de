import type { Conversation } from "../../../contract/types";
import { useTexts } from "../texts/i18n";
import { channelIcon, channelName, spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";
import type { Mode } from "./drafts";

interface Props {
  chat: Conversation;
  mode: Mode;
  /** Absent where only notes are possible: then there is nothing to switch. */
  onMode?: (mode: Mode) => void;
}

/** The right person, always: channel, name, address and department, before the first word is written. */
export function ComposerTo({ chat, mode, onMode }: Props) {
  const { t } = useTexts();
  const note = mode === "note";
  const address = chat.group
    ? t("composer.toGroup")
    : spokenAddress(chat.address, chat.channelKind);
  const parts = [
    note ? t("composer.staffOnly") : (chat.channelName ?? channelName(chat.channelKind, t)),
    chat.contact.name,
    ...(note || !address || address === chat.contact.name ? [] : [address]),
  ];
  const all = [...parts, ...(chat.departmentName ? [chat.departmentName] : [])];
  return (
    <div className="comp-to">
      <Icon name={note ? "lock" : channelIcon(chat.channelKind)} />
      <span className="ell grow" title={all.join(" · ")}>
        {parts.map((part, at) => (
          <span key={part}>
            {at > 0 && <span className="sepd"> · </span>}
            {at === 1 ? <b>{part}</b> : part}
          </span>
        ))}
        {chat.departmentName && (
          <span className="wide-only">
            <span className="sepd"> · </span>
            {chat.departmentName}
          </span>
        )}
      </span>
      {onMode && (
        // biome-ignore lint/a11y/useSemanticElements: two buttons of a toolbar are no form
        <span className="seg" role="group" aria-label={t("composer.mode")}>
          <button
            type="button"
            aria-pressed={!note}
            data-tip={t("composer.reply")}
            data-tip-keys="R"
            onClick={() => onMode("reply")}
          >
            {t("composer.reply")}
          </button>
          <button
            type="button"
            aria-pressed={note}
            data-tip={t("composer.note")}
            data-tip-keys="N"
            onClick={() => onMode("note")}
          >
            <Icon name="lock" size={12} />
            <span className="seg-long">{t("composer.note")}</span>
            <span className="seg-short">{t("composer.noteShort")}</span>
          </button>
        </span>
      )}
    </div>
  );
}
