import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type {
  Attachment,
  ChannelTemplate,
  Conversation,
  UsedTemplate,
} from "../../../../contract/types";
import { Dialog } from "../../acts/Dialog";
import { getTemplates } from "../../api/calls";
import { Themed } from "../../overlays/Themed";
import { useTexts } from "../../texts/i18n";
import { TemplateForm } from "./TemplateForm";
import { TemplateList } from "./TemplateList";
import "./templates.css";
import "../../texts/templates";

interface Props {
  chat: Conversation;
  /** One that was filled in, sent and taken back, with its file. */
  begun: UsedTemplate | null;
  files: readonly Attachment[];
  onSent?: (files: readonly string[]) => void;
  onClose: () => void;
}

const isOf = (one: ChannelTemplate, used: UsedTemplate): boolean =>
  one.name === used.name && one.language === used.language;

/** Choose a template, fill it in, see it as the customer will, send it. */
export default function TemplateDialog({ chat, begun, files, onSent, onClose }: Props) {
  const { t } = useTexts();
  const [choice, setChoice] = useState<ChannelTemplate | null | undefined>(undefined);
  const query = useQuery({
    queryKey: ["templates", chat.channelId],
    queryFn: ({ signal }) => getTemplates(chat.channelId, signal),
  });
  const again = begun && query.data?.items.find((each) => isOf(each, begun));
  const chosen = choice === undefined ? (again ?? null) : choice;
  const resumed = chosen !== null && chosen === again;
  const title = t("templates.title", { name: chat.contact.name });
  return (
    <Themed>
      <Dialog title={title} onClose={onClose} width={560}>
        {chosen ? (
          <TemplateForm
            chat={chat}
            template={chosen}
            values={resumed ? begun?.parameters : undefined}
            files={resumed ? files : undefined}
            onBack={() => setChoice(null)}
            onSent={(sent) => {
              onSent?.(sent);
              onClose();
            }}
          />
        ) : (
          <TemplateList
            templates={query.data?.items}
            trouble={query.data?.trouble ?? null}
            failed={query.isError}
            onRetry={() => void query.refetch()}
            onChoose={setChoice}
          />
        )}
      </Dialog>
    </Themed>
  );
}
