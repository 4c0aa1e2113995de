import type { RemoteFile } from "../../../../contract/types";
import { fetchFiles } from "../../api/calls";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { threads } from "../../live/stores";
import { bytes } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** Files that are still being fetched from the provider, or that could not be had, and why. */
export function RemoteFiles({ id, files }: { id: string; files: readonly RemoteFile[] }) {
  const { t, lang } = useTexts();
  const again = async () => {
    try {
      threads.take(await fetchFiles(id));
    } catch (error) {
      toast({ text: refusalText(error), tone: "warn" });
    }
  };
  return files.map((file, index) => {
    const failed = file.state === "failed";
    const size = file.size ? bytes(file.size, lang) : "";
    return (
      <div
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change their order
        key={index}
        className={failed ? "card is-failed" : "card is-plain"}
        data-file={file.state}
      >
        <Icon name={failed ? "alert-triangle" : "hourglass-high"} size={20} />
        <span className="card-b">
          <span>{t(failed ? "kind.notFetched" : "kind.fetching", { name: file.name })}</span>
          <span className="meta muted" title={failed ? (file.error ?? undefined) : undefined}>
            {[size, failed ? t("kind.notFetchedHint") : ""].filter(Boolean).join(" · ")}
          </span>
        </span>
        {failed && (
          <button type="button" className="btn btn-small" onClick={() => void again()}>
            {t("thread.retry")}
          </button>
        )}
      </div>
    );
  });
}
