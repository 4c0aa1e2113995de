import { bytes, percent } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Icon } from "../ui/Icon";
import type { Picked } from "./useFiles";

interface Props {
  files: readonly Picked[];
  problem: string | null;
  onRemove: (key: string) => void;
  onRetry?: (key: string) => void;
}

/** The files of the message to come, with how far each has gone up. */
export function FileChips({ files, problem, onRemove, onRetry }: Props) {
  const { t, lang } = useTexts();
  if (files.length === 0 && !problem) return null;
  return (
    <div className="chips">
      {files.map((file) => (
        <div className={file.error ? "pick is-bad" : "pick"} key={file.key}>
          <Icon name={file.error ? "alert-circle" : "file"} />
          <span className="pick-b">
            <span className="ell" title={file.name}>
              {file.name}
            </span>
            {/* Said when it turns bad; how far it is would be too much. */}
            <span className="meta" role={file.error ? "alert" : undefined}>
              {file.error ??
                (file.attachment
                  ? file.asFile
                    ? t("composer.asFile", { size: bytes(file.size, lang) })
                    : bytes(file.size, lang)
                  : t("composer.uploading", { percent: percent(file.share, lang) }))}
            </span>
          </span>
          {file.again && onRetry && (
            <button
              type="button"
              className="ib ib-small"
              aria-label={t("composer.retry", { name: file.name })}
              data-tip={t("message.retry")}
              onClick={() => onRetry(file.key)}
            >
              <Icon name="refresh" />
            </button>
          )}
          <button
            type="button"
            className="ib ib-small"
            aria-label={t("composer.remove", { name: file.name })}
            onClick={() => onRemove(file.key)}
          >
            <Icon name="x" />
          </button>
          {!file.attachment && !file.error && (
            <progress className="pick-bar" max={1} value={file.share} aria-label={file.name} />
          )}
        </div>
      ))}
      {problem && (
        <p className="chips-bad" role="alert">
          <Icon name="alert-circle" size={12} />
          {problem}
        </p>
      )}
    </div>
  );
}
