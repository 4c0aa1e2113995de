import type { Conversation } from "../../../contract/types";
import { me } from "../app/me";
import { useAround } from "../live/presence";
import { useTexts } from "../texts/i18n";

/** Who is writing at this moment: the customer, or a colleague one might cross. */
export function TypingLine({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const typing = useAround(chat.id).typing.filter((person) => person.id !== me().id);
  const words = typing.map((person) => {
    if (person.kind === "customer") return t("thread.typing", { name: chat.contact.name });
    const name = person.name ?? t("line.someone");
    return t(person.doing === "note" ? "thread.writesNote" : "thread.writes", { name });
  });
  return (
    <div className="typing-line" aria-live="polite">
      {words.length > 0 && (
        <>
          <span className="typing" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span className="ell">{words.join(" · ")}</span>
        </>
      )}
    </div>
  );
}
