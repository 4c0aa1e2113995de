import { useAround } from "./context";
import { Icon } from "./Icon";
import type { Held, Tray } from "./useTray";

export function TrayList({ tray }: { tray: Tray }) {
  if (tray.held.length === 0) return null;
  return (
    <ul class="tray">
      {tray.held.map((held) => (
        <TrayItem key={held.key} held={held} tray={tray} />
      ))}
    </ul>
  );
}

function TrayItem({ held, tray }: { held: Held; tray: Tray }) {
  const { texts, formats } = useAround();
  const { file, attachment, failed, progress, key } = held;
  const going = !attachment && !failed;
  return (
    <li class={failed ? "failed" : undefined}>
      <Icon name={failed ? "alert" : "file"} size={20} />
      <span class="grow">
        <span class="name">{file.name}</span>
        <small>
          {failed
            ? texts.uploadFailed
            : going
              ? formats.percent(progress)
              : formats.size(file.size)}
        </small>
        {going && (
          <progress
            max={1}
            value={progress}
            aria-label={texts.uploading(file.name, formats.percent(progress))}
          />
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
