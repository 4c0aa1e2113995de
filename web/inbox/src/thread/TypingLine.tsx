import { useEffect, useRef, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { rarely } from "../../../live/rarely";
import { me } from "../app/me";
import { useAround } from "../live/presence";
import { useTexts } from "../texts/i18n";

/** Milliseconds in which nobody is told again by voice that the same person writes. */
const QUIET = 60_000;

function useSaidRarely(words: string): string {
  const rare = useRef(rarely(QUIET));
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(rare.current(words)), [words]);
  return said;
}

/** Who is writing at this moment: the customer, or a colleague one might cross. */
export function TypingLine({ chat }: { chat: Conversation }) {
  const { t } = useTexts();
  const typing = useAround(chat.id).typing.filter((person) => person.id !== me().id);
  const words = typing.map((person) => {
    if (person.kind === "customer") return t("thread.typing", { name: chat.contact.name });
    const name = person.name ?? t("line.someone");
    return t(person.doing === "note" ? "thread.writesNote" : "thread.writes", { name });
  });
  const shown = words.join(" · ");
  return (
    <>
      <span className="vh" role="status">
        {useSaidRarely(shown)}
      </span>
      <div className="typing-line" aria-hidden="true">
        {shown && (
          <>
            <span className="typing">
              <i />
              <i />
              <i />
            </span>
            <span className="ell">{shown}</span>
          </>
        )}
      </div>
    </>
  );
}
