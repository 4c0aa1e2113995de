import type { Conversation } from "../../../contract/types";
import { intend } from "../app/intents";
import { address, follow, usePlace } from "../app/places";
import { exactly, listTime } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** Ends an earlier conversation of the thread; a click shows its messages, or opens it on its own. */
export function EarlierDivider({ chat, loaded }: { chat: Conversation; loaded: boolean }) {
  const { t, lang } = useTexts();
  const { tab } = usePlace();
  const at = chat.resolvedAt ?? chat.startedAt;
  const date = listTime(at, lang, Date.now());
  const name = chat.resolvedBy?.name;
  const words = name ? t("thread.earlierBy", { date, name }) : t("thread.earlier", { date });
  const to = address({ tab, chat: chat.id });
  return (
    <div className="earlier-mark">
      {loaded ? (
        <a
          className="pill"
          href={to}
          title={exactly(at, lang)}
          onClick={(event) => follow(event, to)}
        >
          <Icon name="history" size={12} />
          {words}
          <Icon name="chevron-right" size={12} />
        </a>
      ) : (
        <button
          type="button"
          className="pill"
          title={exactly(at, lang)}
          onClick={() => intend("thread.earlier")}
        >
          <Icon name="history" size={12} />
          {words}
          <Icon name="chevron-down" size={12} />
        </button>
      )}
    </div>
  );
}
