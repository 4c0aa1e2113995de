import { channelIcon } from "./channels";
import { Icon } from "./Icon";

interface Props {
  name: string;
  size?: 28 | 36 | 48;
  channel?: string;
  presence?: "online" | "away" | "offline";
}

export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? words[words.length - 1] : "";
  const letter = (word = "") => [...word][0] ?? "";
  return (letter(first) + (/^\p{L}/u.test(last ?? "") ? letter(last) : "")).toUpperCase();
}

/** Initials, neutral; the name stands beside it, so it says nothing aloud. */
export function Avatar({ name, size = 36, channel, presence }: Props) {
  return (
    <span className={size === 36 ? "av" : `av av-${size}`} aria-hidden="true">
      {initials(name)}
      {channel && (
        <span className="ch">
          <Icon name={channelIcon(channel)} size={12} />
        </span>
      )}
      {presence && <i className={`dot dot-${presence}`} />}
    </span>
  );
}
