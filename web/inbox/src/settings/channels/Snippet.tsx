import type { Channel } from "../../../../contract/types";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { useSetup } from "../house";
import { Section } from "../kit/Section";

/** What stands on a customer's page: the tag with what its first look needs. */
export function snippetOf(
  publicUrl: string,
  channelId: string,
  look: { brand_color: string; launcher_side: string },
): string {
  const side = look.launcher_side === "left" ? ' data-side="left"' : "";
  return `<script src="${publicUrl}/widget.js" data-channel="${channelId}" data-color="${look.brand_color}"${side} async></script>`;
}

interface Props {
  channel: Channel;
  stored: { brand_color: string; launcher_side: string };
}

/** The tag to copy, and what a loopback address cannot do. */
export function Snippet({ channel, stored }: Props) {
  const { t } = useTexts();
  const setup = useSetup().data;
  const text = snippetOf(setup?.publicUrl ?? window.location.origin, channel.id, stored);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    toast({ name: "copied", text: t("chat.snippet.copied"), tone: "ok" });
  };
  return (
    <Section
      title={t("chat.snippet")}
      lead={t("chat.snippet.lead")}
      act={
        <button type="button" className="btn btn-small" onClick={() => void copy()}>
          <Icon name="copy" />
          {t("chat.snippet.copy")}
        </button>
      }
    >
      <pre className="chat-snippet">
        <code>{text}</code>
      </pre>
      {setup?.loopback && (
        <p className="chat-contrast">
          <Icon name="alert-triangle" size={12} />
          <span>{t("setup.loopback", { url: setup.publicUrl })}</span>
        </p>
      )}
    </Section>
  );
}
