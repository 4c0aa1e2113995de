import type { Editor } from "@tiptap/react";
import { getMarkRange } from "@tiptap/react";
import { type FormEvent, useId, useState } from "react";
import { Dialog } from "../../acts/Dialog";
import { Themed } from "../../overlays/Themed";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { hrefOf } from "./links";

interface Chosen {
  from: number;
  to: number;
  words: string;
  href: string;
}

/** The link in which the caret stands, else what is selected. */
function chosenIn(editor: Editor): Chosen {
  const { doc, schema, selection } = editor.state;
  const { link } = schema.marks;
  const around = link && getMarkRange(selection.$from, link);
  const { from, to } = around && selection.to <= around.to ? around : selection;
  const href: unknown = editor.getAttributes("link").href;
  const words = doc.textBetween(from, to, " ", " ");
  return { from, to, words, href: typeof href === "string" ? href : "" };
}

function put(editor: Editor, { from, to, words, href }: Chosen, said: string, next: string): void {
  const link = { type: "link", attrs: { href: next } };
  const chain = editor.chain().focus();
  if (said === words && from < to && !href)
    chain.setTextSelection({ from, to }).setLink({ href: next }).setTextSelection(to).run();
  else if (said === words && from < to)
    chain
      .setTextSelection({ from, to })
      .unsetLink()
      .setLink({ href: next })
      .setTextSelection(to)
      .run();
  else
    chain
      .insertContentAt({ from, to }, { type: "text", text: said, marks: [link] })
      .unsetMark("link")
      .run();
}

/** Where words lead: added, changed, or taken away. */
export default function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const { t } = useTexts();
  const id = useId();
  const [chosen] = useState(() => chosenIn(editor));
  const [words, setWords] = useState(chosen.words);
  const [address, setAddress] = useState(chosen.href.replace(/^mailto:/i, ""));
  const [wrong, setWrong] = useState(false);
  const close = () => {
    onClose();
    // Once the dialog has given the focus back to where it came from.
    setTimeout(() => editor.commands.focus(), 0);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const href = hrefOf(address);
    setWrong(href === null);
    if (href === null) return document.getElementById(`${id}-address`)?.focus();
    put(editor, chosen, words.trim() ? words : address.trim(), href);
    close();
  };
  return (
    <Themed>
      <Dialog title={t(chosen.href ? "mail.link.change" : "mail.link.add")} onClose={close}>
        <form className="act-form" onSubmit={submit} noValidate>
          <div className="field">
            <label htmlFor={`${id}-words`}>{t("mail.link.words")}</label>
            <input
              id={`${id}-words`}
              className="input"
              value={words}
              autoComplete="off"
              onChange={(event) => setWords(event.target.value)}
            />
          </div>
          <div className="field">
            <label htmlFor={`${id}-address`}>{t("mail.linkAddress")}</label>
            <input
              id={`${id}-address`}
              className="input"
              type="text"
              inputMode="url"
              placeholder="https://"
              autoComplete="off"
              spellCheck={false}
              data-autofocus=""
              value={address}
              aria-invalid={wrong}
              aria-describedby={wrong ? `${id}-wrong` : undefined}
              onChange={(event) => {
                setAddress(event.target.value);
                setWrong(false);
              }}
            />
            {wrong && (
              <span className="field-wrong" id={`${id}-wrong`} role="alert">
                {t("mail.link.wrong")}
              </span>
            )}
          </div>
          <div className="act-buttons link-buttons">
            {chosen.href && (
              <button
                type="button"
                className="btn link-remove"
                onClick={() => {
                  const { from, to } = chosen;
                  editor.chain().setTextSelection({ from, to }).unsetLink().run();
                  editor.commands.setTextSelection(to);
                  close();
                }}
              >
                <Icon name="trash" />
                {t("mail.link.remove")}
              </button>
            )}
            <button type="button" className="btn" onClick={close}>
              {t("acts.cancel")}
            </button>
            <button type="submit" className="btn btn-main">
              {t(chosen.href ? "mail.link.save" : "mail.linkPut")}
            </button>
          </div>
        </form>
      </Dialog>
    </Themed>
  );
}
