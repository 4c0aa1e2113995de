import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { useId } from "react";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { changePicture, WIDEST } from "./picture";
import { useHeld } from "./useHeld";

/** Parts of the column's width. */
const SIZES: readonly [text: TextKey, width: number][] = [
  ["mail.picture.small", WIDEST / 4],
  ["mail.picture.medium", WIDEST / 2],
  ["mail.picture.large", WIDEST],
];

/** The chosen picture: what it shows, in words, and how large it is. */
export function PictureBar({ editor }: { editor: Editor }) {
  const { t } = useTexts();
  const id = useId();
  const picture = useHeld(
    useEditorState({
      editor,
      selector: ({ editor: now }) =>
        now.isActive("picture")
          ? (now.getAttributes("picture") as { alt: string; width: number })
          : null,
    }),
  );
  if (!picture) return null;
  return (
    <div className="fmt fmt-here" role="toolbar" aria-label={t("mail.picture")}>
      <label className="fmt-alt" htmlFor={id}>
        {t("mail.picture.words")}
      </label>
      <input
        id={id}
        className="rcpt-in fmt-alt-in"
        maxLength={200}
        value={picture.alt}
        onChange={(event) => changePicture(editor, { alt: event.target.value })}
        onKeyDown={(event) => {
          if (event.key !== "Enter" && event.key !== "Escape") return;
          event.preventDefault();
          event.stopPropagation();
          editor.commands.focus();
        }}
      />
      {SIZES.map(([text, width]) => (
        <button
          key={text}
          type="button"
          className="btn btn-small"
          aria-pressed={picture.width === width}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => changePicture(editor, { width })}
        >
          {t(text)}
        </button>
      ))}
      <button
        type="button"
        className="ib ib-small"
        aria-label={t("mail.picture.remove")}
        data-tip={t("mail.picture.remove")}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => editor.chain().deleteSelection().focus().run()}
      >
        <Icon name="trash" />
      </button>
    </div>
  );
}
