import type { RemoteFile } from "../../../../contract/types";
import { bytes } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";

/** Files that are still being fetched from the provider, or that could not be had, and why. */
export function RemoteFiles({ files }: { files: readonly RemoteFile[] }) {
  const { t, lang } = useTexts();
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
          <span className="meta muted">
            {[size, failed ? file.error : ""].filter(Boolean).join(" · ")}
          </span>
        </span>
      </div>
    );
  });
}
