import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { useEffect, useRef, useState } from "react";
import { late } from "../../app/late";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Called } from "../../ui/Called";
import { Icon, Outline } from "../../ui/Icon";
import { type Block, PlusMenu } from "./PlusMenu";
import { paths } from "./paths";
import { putTable } from "./table";

const LinkDialog = late(() => import("./LinkDialog"));

interface Mark {
  name: string;
  icon: string;
  text: TextKey;
  keys?: string;
  toggle: (editor: Editor) => void;
}

const MARKS: readonly Mark[] = [
  {
    name: "bold",
    icon: paths.bold,
    text: "mail.bold",
    keys: "Ctrl B",
    toggle: (e) => e.chain().focus().toggleBold().run(),
  },
  {
    name: "italic",
    icon: paths.italic,
    text: "mail.italic",
    keys: "Ctrl I",
    toggle: (e) => e.chain().focus().toggleItalic().run(),
  },
  {
    name: "underline",
    icon: paths.underline,
    text: "mail.underline",
    keys: "Ctrl U",
    toggle: (e) => e.chain().focus().toggleUnderline().run(),
  },
  {
    name: "bulletList",
    icon: paths.list,
    text: "mail.bullets",
    toggle: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    icon: paths["list-numbers"],
    text: "mail.numbers",
    toggle: (e) => e.chain().focus().toggleOrderedList().run(),
  },
];

const BLOCKS: readonly Block[] = [
  {
    name: "heading",
    icon: paths.heading,
    text: "mail.heading",
    put: (e) => e.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "blockquote",
    icon: paths.blockquote,
    text: "mail.quote",
    put: (e) => e.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "table",
    icon: paths.table,
    text: "mail.table",
    mailOnly: true,
    put: (e) => putTable(e),
  },
  {
    name: "codeBlock",
    icon: paths.code,
    text: "mail.code",
    put: (e) => e.chain().focus().toggleCodeBlock().run(),
  },
  {
    name: "line",
    icon: paths.separator,
    text: "mail.line",
    put: (e) => e.chain().focus().setHorizontalRule().run(),
  },
  {
    name: "strike",
    icon: paths.strikethrough,
    text: "mail.strike",
    put: (e) => e.chain().focus().toggleStrike().run(),
  },
  {
    name: "plain",
    icon: paths["clear-formatting"],
    text: "mail.clear",
    put: (e) => e.chain().focus().unsetAllMarks().clearNodes().run(),
  },
];

const WATCHED = [...MARKS, ...BLOCKS].map((each) => each.name);

interface Props {
  editor: Editor;
  /** Absent in a signature: it has neither pictures nor tables. */
  onPictures?: (files: readonly File[]) => void;
}

/** How the text may look; each says whether it is on where the caret stands. */
export function FormatBar({ editor, onPictures }: Props) {
  const { t } = useTexts();
  const [linking, setLinking] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      ...Object.fromEntries([...WATCHED, "link"].map((name) => [name, now.isActive(name)])),
      undo: now.can().undo(),
      redo: now.can().redo(),
    }),
  }) as Record<string, boolean>;
  // The page has Ctrl K for its commands; who writes means a link.
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const bare = !event.shiftKey && !event.altKey && (event.ctrlKey || event.metaKey);
      if (!bare || event.key.toLowerCase() !== "k" || !editor.isFocused) return;
      event.preventDefault();
      event.stopPropagation();
      setLinking(true);
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [editor]);
  const tool = (text: TextKey, keys?: string) => ({
    type: "button" as const,
    className: "ib ib-small",
    "aria-label": t(text),
    "data-tip": t(text),
    "data-tip-keys": keys,
    onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
  });
  return (
    <div className="fmt" role="toolbar" aria-label={t("mail.format")}>
      {MARKS.map((mark) => (
        <button
          key={mark.name}
          {...tool(mark.text, mark.keys)}
          aria-pressed={on[mark.name] ?? false}
          onClick={() => mark.toggle(editor)}
        >
          <Outline path={mark.icon} />
        </button>
      ))}
      <button
        {...tool("mail.link", "Ctrl K")}
        aria-pressed={on.link ?? false}
        aria-haspopup="dialog"
        onClick={() => setLinking(true)}
      >
        <Icon name="link" />
      </button>
      {onPictures && (
        <button {...tool("mail.picture")} onClick={() => picker.current?.click()}>
          <Icon name="photo" />
        </button>
      )}
      <PlusMenu
        editor={editor}
        blocks={BLOCKS.filter((block) => onPictures || !block.mailOnly)}
        on={on}
      />
      <span className="fmt-steps">
        <button
          {...tool("mail.undo", "Ctrl Z")}
          disabled={!on.undo}
          onClick={() => editor.chain().focus().undo().run()}
        >
          <Icon name="arrow-back-up" />
        </button>
        <button
          {...tool("mail.redo", "Ctrl Y")}
          disabled={!on.redo}
          onClick={() => editor.chain().focus().redo().run()}
        >
          <Outline path={paths["arrow-forward-up"]} />
        </button>
      </span>
      {onPictures && (
        <input
          ref={picker}
          type="file"
          accept="image/png,image/jpeg,image/gif,image/webp"
          multiple
          hidden
          data-pictures=""
          onChange={(event) => {
            onPictures([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
      )}
      {linking && (
        <Called onLost={() => setLinking(false)}>
          <LinkDialog editor={editor} onClose={() => setLinking(false)} />
        </Called>
      )}
    </div>
  );
}
