import { useId, useState } from "react";
import type { Attachment, ChannelTemplate, Conversation } from "../../../../contract/types";
import { ActButtons } from "../../acts/ActButtons";
import { newClientId, outbox } from "../../live/sending";
import { type Translate, useTexts } from "../../texts/i18n";
import { FileChips } from "../FileChips";
import { useFiles } from "../useFiles";
import { fileOf, isFilled, preview, textOf, titleOf } from "./filling";

const ACCEPT: Record<string, string> = { image: "image/*", video: "video/*" };

interface Props {
  chat: Conversation;
  template: ChannelTemplate;
  /** As it was filled in before. */
  values?: Record<string, string>;
  files?: readonly Attachment[];
  onBack: () => void;
  onSent: (files: readonly string[]) => void;
}

/** What the places of a template say for this customer, and the whole as he will read it. */
export function TemplateForm({ chat, template, onBack, onSent, ...before }: Props) {
  const { t } = useTexts();
  const id = useId();
  const [values, setValues] = useState<Record<string, string>>(before.values ?? {});
  const wants = fileOf(template);
  const files = useFiles(undefined, wants ? before.files : []);
  const shown = preview(template, values);
  const attachments = files.files.flatMap((file) => file.attachment ?? []);
  const ready = isFilled(template, values) && attachments.length === (wants ? 1 : 0);
  const send = () => {
    if (!ready) return;
    const clientId = newClientId();
    outbox.add({
      clientId,
      conversationId: chat.id,
      at: Date.now(),
      body: {
        attachments,
        resolves: false,
        shown: textOf(shown),
        message: {
          clientId,
          attachmentIds: attachments.map((file) => file.id),
          visibility: "public",
          mentions: [],
          template: { name: template.name, language: template.language, parameters: values },
        },
      },
    });
    onSent(attachments.map((file) => file.id));
  };
  return (
    <form
      className="act-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <p className="tpl-name">{titleOf(template)}</p>
      {template.parameters.map((name, index) => (
        <div className="field" key={name}>
          <label htmlFor={`${id}-${name}`}>{placeName(name, template, t)}</label>
          <input
            // biome-ignore lint/a11y/noAutofocus: the first thing to do here
            autoFocus={index === 0}
            id={`${id}-${name}`}
            className="input"
            maxLength={1024}
            required
            value={values[name] ?? ""}
            onChange={(event) => setValues((all) => ({ ...all, [name]: event.target.value }))}
          />
        </div>
      ))}
      {wants && (
        <div className="field">
          <label htmlFor={`${id}-file`}>{t("templates.file")}</label>
          <input
            id={`${id}-file`}
            type="file"
            accept={ACCEPT[wants]}
            onChange={(event) => {
              files.clear();
              files.add([...(event.target.files ?? [])]);
            }}
          />
          <FileChips
            files={files.files}
            problem={files.problem}
            onRemove={files.remove}
            onRetry={files.retry}
          />
        </div>
      )}
      <div className="field">
        <span className="field-label">{t("templates.preview")}</span>
        <div className="tpl-preview">
          {shown.header && <b>{shown.header}</b>}
          <span>{shown.body}</span>
          {shown.footer && <small>{shown.footer}</small>}
          {template.buttons.length > 0 && (
            <span className="tpl-buttons">
              {template.buttons.map((button) => (
                <span key={button}>{button}</span>
              ))}
            </span>
          )}
        </div>
      </div>
      <ActButtons label={t("templates.send")} disabled={!ready || files.busy} onCancel={onBack} />
    </form>
  );
}

/** `1` stands in the text, `header.1` above it, `button.0` at the end of a button's address. */
function placeName(name: string, template: ChannelTemplate, t: Translate): string {
  if (name.startsWith("header.")) return t("templates.place.header");
  if (name.startsWith("button.")) {
    const label = template.buttons[Number(name.slice("button.".length))] ?? "";
    return t("templates.place.button", { button: label });
  }
  if (/^\d+$/.test(name)) return t("templates.place.number", { number: name });
  const words = name.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
