import { useState } from "preact/hooks";
import type { Attachment } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";

const WIDTH = 248;
const TALLEST = 320;

export function Files({ files }: { files: Attachment[] }) {
  return files.map((file) =>
    file.kind === "image" ? (
      <Picture key={file.id} file={file} />
    ) : (
      <Paper key={file.id} file={file} />
    ),
  );
}

/** The place of the image is kept before it loads, so that nothing jumps. */
function Picture({ file }: { file: Attachment }) {
  const { chat, texts, formats } = useAround();
  const [lost, setLost] = useState(false);
  const ratio = file.width && file.height ? file.height / file.width : 0.6;
  const height = Math.max(64, Math.min(TALLEST, Math.round(WIDTH * ratio)));
  const onError = () => {
    setLost(true);
    // The signed address has run out: a fresh one comes with the thread.
    void chat.refreshFiles().then((fresh) => setLost(!fresh));
  };
  return (
    <figure class="photo">
      <a href={file.url} target="_blank" rel="noopener" aria-label={texts.openImage(file.name)}>
        {lost ? (
          <span class="photo-lost" style={{ height: `${height}px` }}>
            {texts.imageLost}
          </span>
        ) : (
          <img
            src={file.url}
            alt=""
            width={WIDTH}
            height={height}
            loading="lazy"
            decoding="async"
            onError={onError}
          />
        )}
      </a>
      <figcaption>
        <span class="name">{file.name}</span>
        <span class="soft">{formats.size(file.size)}</span>
        <Save file={file} />
      </figcaption>
    </figure>
  );
}

function Paper({ file }: { file: Attachment }) {
  const { formats } = useAround();
  return (
    <div class="file">
      <Icon name="file" size={20} />
      <span class="grow">
        <b class="name">{file.name}</b>
        <small>{formats.size(file.size)}</small>
      </span>
      <Save file={file} />
    </div>
  );
}

function Save({ file }: { file: Attachment }) {
  const { texts } = useAround();
  return (
    <a
      class="save"
      href={file.url}
      target="_blank"
      rel="noopener"
      download={file.name}
      aria-label={texts.download(file.name)}
    >
      <Icon name="download" />
    </a>
  );
}
