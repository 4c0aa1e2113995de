import { useEffect, useState } from "react";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";

/** A value that one often needs elsewhere. */
export function Copyable({ text, copies = text }: { text: string; copies?: string }) {
  const { t } = useTexts();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [copied]);
  const words = t(copied ? "panel.copied" : "panel.copy");
  return (
    <span className="copyable">
      <span className="ell num" title={text}>
        {text}
      </span>
      <button
        type="button"
        className="copy"
        aria-label={`${words}: ${text}`}
        data-tip={words}
        onClick={() => void navigator.clipboard.writeText(copies).then(() => setCopied(true))}
      >
        <Icon name={copied ? "check" : "copy"} size={12} />
      </button>
    </span>
  );
}
