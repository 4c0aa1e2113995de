import { useState } from "react";
import type { Attachment } from "../../../contract/types";
import { late } from "../app/late";
import { bytes } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { Icon } from "../ui/Icon";

const Lightbox = late(() => import("../overlays/Lightbox"));

/** The largest side of a picture in a bubble, in pixels. */
const SIDE = { width: 320, height: 240 };

/** Room for a picture before its bytes are there, so that nothing jumps. */
export function fit({ width, height }: Attachment): { width: number; height: number } {
  if (!width || !height) return { width: 240, height: 160 };
  const scale = Math.min(1, SIDE.width / width, SIDE.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** Pictures and players in place, the rest as a file with its size and a download. */
export function Files({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <div className="files">
      {files.map((file) => (
        <FileView key={file.id} file={file} />
      ))}
    </div>
  );
}

function FileView({ file }: { file: Attachment }) {
  if (file.kind === "image") return <Picture file={file} />;
  if (file.kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a voice message of a customer has none
      <audio className="player" controls preload="metadata" src={file.url} aria-label={file.name} />
    );
  }
  if (file.kind === "video") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: a video of a customer has none
      <video className="player" controls preload="metadata" src={file.url} aria-label={file.name} />
    );
  }
  return <Document file={file} />;
}

function Picture({ file }: { file: Attachment }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  if (broken) return <Document file={file} />;
  const size = fit(file);
  return (
    <>
      <button
        type="button"
        className="picture"
        aria-label={t("message.openImage", { name: file.name })}
        onClick={() => setOpen(true)}
      >
        <img
          src={file.url}
          alt={t("message.image", { name: file.name })}
          {...size}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      </button>
      {open && (
        <Called onLost={() => setOpen(false)}>
          <Lightbox file={file} onClose={() => setOpen(false)} />
        </Called>
      )}
    </>
  );
}

function Document({ file }: { file: Attachment }) {
  const { t, lang } = useTexts();
  return (
    <a
      className="file"
      href={file.url}
      download={file.name}
      aria-label={`${t("message.download", { name: file.name })} ${bytes(file.size, lang)}`}
    >
      <Icon name="file-text" size={20} />
      <span className="file-b">
        <span className="ell" title={file.name}>
          {file.name}
        </span>{" "}
        <span className="meta muted num">{bytes(file.size, lang)}</span>
      </span>
      <Icon name="download" />
    </a>
  );
}
