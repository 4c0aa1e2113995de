import type { Complaint, Held } from "../store/tray";
import type { Texts } from "../text/en";
import type { Formats } from "../text/formats";
import type { Limits } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";
import type { TrayInUse } from "./useTray";

export function TrayList({ held, tray }: TrayInUse) {
  if (held.length === 0) return null;
  return (
    <ul class="tray">
      {held.map((one) => (
        <TrayItem key={one.key} held={one} tray={tray} />
      ))}
    </ul>
  );
}

function TrayItem({ held, tray }: { held: Held; tray: TrayInUse["tray"] }) {
  const { texts, formats } = useAround();
  const { file, attachment, failed, progress, key } = held;
  const going = !attachment && !failed;
  const percent = formats.percent(progress);
  return (
    <li class={failed ? "failed" : undefined}>
      <Icon name={failed ? "alert" : "file"} size={20} />
      <span class="grow">
        <span class="name">{file.name}</span>
        <small>{failed ? texts.uploadFailed : going ? percent : formats.size(file.size)}</small>
        {going && (
          <progress max={1} value={progress} aria-label={texts.uploading(file.name, percent)} />
        )}
      </span>
      {failed && (
        <button type="button" class="text" onClick={() => tray.retry(key)}>
          {texts.retry}
        </button>
      )}
      <button
        type="button"
        class="tool small"
        aria-label={texts.remove(file.name)}
        onClick={() => tray.drop(key)}
      >
        <Icon name="close" />
      </button>
    </li>
  );
}

export function said(
  complaints: readonly Complaint[],
  limits: Limits,
  texts: Texts,
  formats: Formats,
): string {
  const words = (one: Complaint): string => {
    if (one.fault === "tooMany") return texts.tooMany(limits.maxFiles);
    if (one.fault === "empty") return texts.emptyFile(one.name);
    if (one.fault === "wrongKind") return texts.wrongKind(one.name);
    return texts.tooBig(one.name, formats.size(one.size), formats.size(limits.maxFile));
  };
  return complaints.map(words).join(" ");
}
