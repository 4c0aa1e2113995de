import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { type FormEvent, useState } from "react";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import type { IconName } from "../../ui/iconPaths";

interface Mark {
  name: string;
  icon: IconName;
  text: TextKey;
  keys?: string;
  toggle: (editor: Editor) => void;
}

const MARKS: readonly Mark[] = [
  {
    name: "bold",
    icon: "bold",
    text: "mail.bold",
    keys: "Ctrl B",
    toggle: (e) => e.chain().focus().toggleBold().run(),
  },
  {
    name: "italic",
    icon: "italic",
    text: "mail.italic",
    keys: "Ctrl I",
    toggle: (e) => e.chain().focus().toggleItalic().run(),
  },
  {
    name: "bulletList",
    icon: "list",
    text: "mail.bullets",
    toggle: (e) => e.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    icon: "list-numbers",
    text: "mail.numbers",
    toggle: (e) => e.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    icon: "blockquote",
    text: "mail.quote",
    toggle: (e) => e.chain().focus().toggleBlockquote().run(),
  },
];

/** How the text may look; each says whether it is on where the caret stands. */
export function FormatBar({ editor }: { editor: Editor }) {
  const { t } = useTexts();
  const [linking, setLinking] = useState(false);
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      Object.fromEntries([...MARKS.map((m) => m.name), "link"].map((n) => [n, now.isActive(n)])),
  });
  return (
    <div className="fmt" role="toolbar" aria-label={t("mail.format")}>
      {MARKS.map((mark) => (
        <button
          key={mark.name}
          type="button"
          className="ib ib-small"
          aria-pressed={on[mark.name] ?? false}
          aria-label={t(mark.text)}
          data-tip={t(mark.text)}
          data-tip-keys={mark.keys}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => mark.toggle(editor)}
        >
          <Icon name={mark.icon} />
        </button>
      ))}
      <button
        type="button"
        className="ib ib-small"
        aria-pressed={on.link ?? false}
        aria-expanded={linking}
        aria-label={t("mail.link")}
        data-tip={t("mail.link")}
        onClick={() => (on.link ? editor.chain().focus().unsetLink().run() : setLinking(!linking))}
      >
        <Icon name="link" />
      </button>
      {linking && <LinkForm editor={editor} onDone={() => setLinking(false)} />}
    </div>
  );
}

/** Where the chosen words lead; without chosen words the address itself is put in. */
function LinkForm({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const { t } = useTexts();
  const [address, setAddress] = useState("");
  const done = (event?: FormEvent) => {
    event?.preventDefault();
    const typed = address.trim();
    const href = /^(https?:|mailto:|tel:)/i.test(typed) ? typed : `https://${typed}`;
    if (typed && editor.state.selection.empty) {
      const link = { type: "link", attrs: { href } };
      editor
        .chain()
        .focus()
        .insertContent({ type: "text", text: typed, marks: [link] })
        .run();
    } else if (typed) editor.chain().focus().setLink({ href }).run();
    else editor.commands.focus();
    onDone();
  };
  return (
    <form className="fmt-link" onSubmit={done}>
      <input
        className="rcpt-in"
        type="text"
        inputMode="url"
        // biome-ignore lint/a11y/noAutofocus: it appears because it was asked for
        autoFocus
        placeholder="https://"
        aria-label={t("mail.linkAddress")}
        value={address}
        onChange={(event) => setAddress(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          onDone();
          editor.commands.focus();
        }}
      />
      <button type="submit" className="btn btn-small">
        {t("mail.linkPut")}
      </button>
    </form>
  );
}
