import { EditorContent, useEditor } from "@tiptap/react";
import { useEffect, useRef } from "react";
import { signatureParts } from "../../composer/mail/extensions";
import { FormatBar } from "../../composer/mail/FormatBar";
import { follow } from "../../composer/mail/following";
import { useTexts } from "../../texts/i18n";
import "../../composer/mail/mail.css";
import "./signatures.css";

/** What stands for something of the chat and is filled in when a mail is written. */
const VARIABLES = ["agent.name", "agent.firstName", "contact.firstName", "company"] as const;

interface Props {
  html: string;
  onChange: (html: string) => void;
  labelledBy: string;
}

/** A signature as it will look, with the places that are filled in. */
export default function SignatureEditor({ html, onChange, labelledBy }: Props) {
  const { t } = useTexts();
  const said = useRef(html);
  const latest = useRef(onChange);
  latest.current = onChange;
  const editor = useEditor({
    extensions: signatureParts(t("signatures.placeholder")),
    content: html,
    editorProps: {
      attributes: {
        class: "rich signature-in",
        role: "textbox",
        "aria-multiline": "true",
        "data-own-key": "Ctrl K",
        "aria-labelledby": labelledBy,
      },
    },
    onUpdate: ({ editor: now }) => {
      said.current = now.isEmpty ? "" : now.getHTML();
      latest.current(said.current);
    },
  });
  // Discarded, or stored otherwise.
  useEffect(() => {
    if (!editor || html === said.current) return;
    said.current = html;
    follow(editor, html);
  }, [editor, html]);
  return (
    <div className="signature-box">
      {editor && <FormatBar editor={editor} />}
      <EditorContent editor={editor} />
      {/* biome-ignore lint/a11y/useSemanticElements: buttons that put something in are no form */}
      <div className="signature-vars" role="group" aria-label={t("signatures.variables")}>
        {VARIABLES.map((name) => (
          <button
            key={name}
            type="button"
            className="btn btn-small"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => editor?.chain().focus().insertContent(`{{${name}}}`).run()}
          >
            {t(`signatures.variable.${name}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
