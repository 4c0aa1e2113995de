import { useEffect, useState } from "react";
import { useTexts } from "../texts/i18n";
import { Icon } from "./Icon";

/** Takes what was written along, where it cannot be sent from here. */
export function CopyDraft({ text }: { text: string }) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <button
      type="button"
      className="btn"
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
    >
      <Icon name={copied ? "check" : "copy"} />
      {t(copied ? "thread.copied" : "thread.copyDraft")}
    </button>
  );
}
