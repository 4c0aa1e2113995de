import type { Message } from "../../../contract/types";
import { undoSend } from "../app/undoSend";
import { useClock } from "../live/clock";
import { isHeld, secondsLeft } from "../live/held";
import { span } from "../texts/format";
import { useTexts } from "../texts/i18n";

/** To its author: when the message goes out, and the way to take it back. */
export function Held({ message }: { message: Message }) {
  const { t } = useTexts();
  const left = useClock((now) => secondsLeft(message, now));
  if (!isHeld(message)) return null;
  return (
    <div className="held" data-held={left}>
      {left > 0 && <span className="num">{t("message.goesOut", { time: span(left) })}</span>}
      <button
        type="button"
        className="btn-link"
        data-tip={t("message.undoSend")}
        data-tip-keys="Ctrl Z"
        onClick={() => void undoSend(message)}
      >
        {t("act.undo")}
      </button>
    </div>
  );
}
