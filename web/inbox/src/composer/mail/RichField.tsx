import { type Editor, EditorContent, useEditor } from "@tiptap/react";
import {
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { Conversation } from "../../../../contract/types";
import { lazily } from "../../app/late";
import { useTexts } from "../../texts/i18n";
import { Called } from "../../ui/Called";
import { paragraphs } from "../content";
import type { Field } from "../field";
import type { SuggestionKeys } from "../Suggestions";
import { type Trigger, triggerAt } from "../trigger";
import type { Picked } from "../useFiles";
import { mailParts } from "./extensions";
import { FormatBar } from "./FormatBar";
import { follow } from "./following";
import { cleanedHtml, dropped, type Intake, pasted, takeFiles } from "./intake";
import { PictureBar } from "./PictureBar";
import { settlePictures } from "./picture";
import { TableBar } from "./TableBar";
import "../../texts/mail";
import "./mail.css";

const Suggestions = lazily(() => import("../Suggestions"));

interface Props extends Intake {
  ref: RefObject<Field | null>;
  chat: Conversation;
  text: string;
  html: string | null;
  onWrite: (text: string, html: string) => void;
  /** All files of the mail, those on their way up among them. */
  files: readonly Picked[];
  onSend: (how?: { resolves?: boolean }) => void;
  /** Beside the formatting: what goes out below the text. */
  children: ReactNode;
}

const plainOf = (editor: Editor): string => editor.getText({ blockSeparator: "\n\n" });

/** At once, as the next letter is for it; what was begun is written on. */
function goIn(editor: Editor): void {
  const { doc, selection } = editor.state;
  if (selection.to <= 1) editor.commands.setTextSelection(doc.content.size);
  editor.view.focus();
}

/** What is looked for at the caret, by the text of its own paragraph. */
function lookedFor(editor: Editor): (Trigger & { from: number }) | null {
  const { $from, empty } = editor.state.selection;
  if (!empty) return null;
  const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\n");
  const found = triggerAt(before, before.length, "reply");
  return found && { ...found, from: $from.pos - (before.length - found.start) };
}

/** The place to write a mail: formatted, with quick replies; what is dropped or pasted goes along. */
export default function RichField(props: Props) {
  const { chat, text, html } = props;
  const { t } = useTexts();
  const id = useId();
  const latest = useRef(props);
  latest.current = props;
  const keys = useRef<SuggestionKeys | null>(null);
  const [trigger, setTrigger] = useState<ReturnType<typeof lookedFor>>(null);
  const givenUp = useRef<number | null>(null);
  const said = useRef<string | null>(null);
  const written = useRef<Editor | null>(null);
  /** Somebody is writing in the plain field that stood here until now. */
  const [goesOn] = useState(() => !!document.activeElement?.closest("[data-composer] .comp-in"));
  const look = (editor: Editor) => {
    const found = lookedFor(editor);
    if (!found) givenUp.current = null;
    setTrigger(found && found.from !== givenUp.current ? found : null);
  };
  const editor = useEditor({
    extensions: mailParts(t("mail.placeholder", { name: chat.contact.name })),
    content: html ?? paragraphs(text),
    parseOptions: { preserveWhitespace: goesOn },
    editorProps: {
      attributes: {
        class: "comp-in rich",
        role: "textbox",
        "aria-multiline": "true",
        "data-own-key": "Ctrl K",
        "aria-label": t("composer.label", { name: chat.contact.name }),
      },
      handleKeyDown: (_view, event) => {
        if (event.isComposing) return false;
        if (keys.current?.onKey(event.key)) return true;
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return false;
        latest.current.onSend({ resolves: event.shiftKey });
        return true;
      },
      handlePaste: (_view, event) =>
        written.current !== null && pasted(written.current, latest.current, event),
      handleDrop: (_view, event, _slice, moved) =>
        !moved && written.current !== null && dropped(written.current, latest.current, event),
      transformPastedHTML: (put) => cleanedHtml(latest.current, put),
    },
    onUpdate: ({ editor: now }) => {
      said.current = now.isEmpty ? "" : now.getHTML();
      latest.current.onWrite(plainOf(now), said.current);
      look(now);
      settlePictures(now, latest.current.files);
    },
    onSelectionUpdate: ({ editor: now }) => look(now),
    onBlur: () => setTrigger(null),
  });

  written.current = editor;
  useLayoutEffect(() => {
    // One that was made before this could be drawn is made anew.
    if (!editor || editor.isDestroyed || !goesOn) return;
    goIn(editor);
  }, [editor, goesOn]);
  useEffect(() => {
    if (editor) settlePictures(editor, props.files);
  }, [editor, props.files]);

  // Sent, or written on in another tab: what stands here follows.
  useEffect(() => {
    const wanted = html ?? (text ? paragraphs(text) : "");
    if (!editor || wanted === (said.current ?? wanted)) {
      said.current ??= wanted;
      return;
    }
    said.current = wanted;
    follow(editor, wanted);
  }, [editor, html, text]);

  useImperativeHandle(
    props.ref,
    (): Field => ({
      focus: () => editor && goIn(editor),
      insert: (put) => editor?.chain().focus().insertContent(put).run(),
      select: (what) => editor && selectText(editor, what),
      startQuickReply: () => {
        if (!editor) return;
        const { $from } = editor.state.selection;
        const before = $from.parent.textBetween(0, $from.parentOffset, "\n", "\n");
        editor
          .chain()
          .focus()
          .insertContent(!before || /\s$/.test(before) ? "/" : " /")
          .run();
      },
    }),
    [editor],
  );
  const close = () => {
    givenUp.current = trigger?.from ?? null;
    setTrigger(null);
  };
  const insert = (put: string) => {
    if (!trigger || !editor) return;
    const to = editor.state.selection.from;
    editor.chain().focus().insertContentAt({ from: trigger.from, to }, paragraphs(put)).run();
    close();
  };
  return (
    <>
      {trigger && (
        <Called onLost={close}>
          <Suggestions
            ref={keys}
            id={id}
            chat={chat}
            trigger={trigger}
            onReply={insert}
            onMention={close}
            onActive={() => {}}
            onClose={close}
          />
        </Called>
      )}
      <div className="rich-box" data-suggesting={trigger ? "" : undefined}>
        <EditorContent editor={editor} />
      </div>
      {editor && <TableBar editor={editor} />}
      {editor && <PictureBar editor={editor} />}
      <div className="mail-foot">
        {editor && (
          <FormatBar
            editor={editor}
            onPictures={(files) => takeFiles(editor, latest.current, files)}
          />
        )}
        {props.children}
      </div>
    </>
  );
}

/** Marks the first place where this text stands within one paragraph. */
function selectText(editor: Editor, what: string): void {
  let found: number | null = null;
  editor.state.doc.descendants((node, pos) => {
    const at = found === null && node.isTextblock ? node.textContent.indexOf(what) : -1;
    if (at >= 0) found = pos + 1 + at;
    return found === null;
  });
  if (found === null) editor.commands.focus();
  else
    editor
      .chain()
      .focus()
      .setTextSelection({ from: found, to: found + what.length })
      .run();
}
