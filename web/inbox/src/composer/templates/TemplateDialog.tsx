import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ChannelTemplate, Conversation } from "../../../../contract/types";
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
  onClose: () => void;
}

/** Choose a template, fill it in, see it as the customer will, send it. */
export default function TemplateDialog({ chat, onClose }: Props) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<ChannelTemplate | null>(null);
  const query = useQuery({
    queryKey: ["templates", chat.channelId],
    queryFn: ({ signal }) => getTemplates(chat.channelId, signal),
  });
  const title = t("templates.title", { name: chat.contact.name });
  return (
    <Themed>
      <Dialog title={title} onClose={onClose} width={560}>
        {chosen ? (
          <TemplateForm
            chat={chat}
            template={chosen}
            onBack={() => setChosen(null)}
            onSent={onClose}
          />
        ) : (
          <TemplateList
            templates={query.data?.items}
            trouble={query.data?.trouble ?? null}
            failed={query.isError}
            onRetry={() => void query.refetch()}
            onChoose={setChosen}
          />
        )}
      </Dialog>
    </Themed>
  );
}
