import { useState } from "react";
import type { Attachment } from "../../../../contract/types";
import { useTexts } from "../../texts/i18n";
import { Files } from "../Files";

interface Props {
  file: Attachment;
  kind: "video_note" | "animation" | "sticker";
  emoji: string;
}

/** A round video message, an animation, a sticker. Nothing moves before somebody presses play. */
export function Moving({ file, kind, emoji }: Props) {
  const { t } = useTexts();
  const [broken, setBroken] = useState(false);
  const name =
    kind === "sticker"
      ? t("kind.sticker", { emoji }).trim()
      : t(kind === "animation" ? "kind.animation" : "kind.videoNote");
  if (kind === "sticker" && (broken || !/^(image|video)\//.test(file.mime))) {
    return emoji ? (
      <span className="sticker-emoji" role="img" aria-label={name}>
        {emoji}
      </span>
    ) : (
      <Files files={[file]} />
    );
  }
  if (broken) return <Files files={[file]} />;
  if (file.mime.startsWith("image/")) {
    return (
      <img
        className={`moving is-${kind}`}
        src={file.url}
        alt={name}
        loading="lazy"
        onError={() => setBroken(true)}
      />
    );
  }
  return (
    <video
      className={`moving is-${kind}`}
      src={file.url}
      controls
      muted={kind !== "video_note"}
      playsInline
      preload="metadata"
      aria-label={name}
      onError={() => setBroken(true)}
    />
  );
}
