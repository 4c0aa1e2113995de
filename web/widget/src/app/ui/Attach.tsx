import { useRef } from "preact/hooks";
import type { Limits } from "../wire";
import { useAround } from "./context";
import { Icon } from "./Icon";

export function Attach({ limits, onFiles }: { limits: Limits; onFiles(files: File[]): void }) {
  const { texts, formats } = useAround();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class="tool"
        aria-label={texts.attach}
        title={texts.fileHint(formats.size(limits.maxFile))}
        onClick={() => input.current?.click()}
      >
        <Icon name="clip" size={20} />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={limits.mimes.join(",")}
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
