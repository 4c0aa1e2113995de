import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { useSetup } from "../house";
import { Section } from "../kit/Section";
import { copied } from "./SchemaFields";

/** The address that the provider calls, to be copied into its own settings. */
export function WebhookAddress({ path }: { path: string }) {
  const { t } = useTexts();
  const setup = useSetup().data;
  const url = (setup?.publicUrl ?? window.location.origin) + path;
  return (
    <Section
      title={t("channel.webhook")}
      lead={t("channel.webhook.lead")}
      act={
        <button
          type="button"
          className="btn btn-small"
          onClick={() => void copied(url, t("channel.copied"))}
        >
          <Icon name="copy" />
          {t("channel.copy")}
        </button>
      }
    >
      <pre className="chat-snippet">
        <code>{url}</code>
      </pre>
      {setup?.loopback && (
        <p className="chat-contrast">
          <Icon name="alert-triangle" size={12} />
          {t("channel.webhook.loopback")}
        </p>
      )}
    </Section>
  );
}
