import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Channel, ChannelHandover, ChannelKind } from "../../../../contract/types";
import { call } from "../../api/http";
import { useTexts } from "../../texts/i18n";
import { Icon } from "../../ui/Icon";
import { inLanguage, useSetup } from "../house";
import { Section } from "../kit/Section";
import { fieldsOf } from "./kinds";
import { copied } from "./SchemaFields";

const useHandover = (channel: Channel) =>
  useQuery({
    queryKey: ["channel-handover", channel.id, channel.version],
    queryFn: ({ signal }) => call<ChannelHandover>(`/channels/${channel.id}/handover`, { signal }),
  });

/** What is copied into the provider's own settings: the address it calls, and the words that belong to it. */
export function Handover({ channel, kind }: { channel: Channel; kind: ChannelKind }) {
  const { t, lang } = useTexts();
  const setup = useSetup().data;
  const { webhookUrl, secrets = {} } = useHandover(channel).data ?? {};
  const given = fieldsOf(kind.secretsSchema).filter(({ name }) => secrets[name]);
  // Where nothing has to be entered, the hub tells it by itself.
  if (!webhookUrl || given.length === 0) return null;
  return (
    <Section title={t("channel.handover")} lead={t("channel.handover.lead")}>
      <dl className="chan-handover">
        <Copied label={t("channel.webhook")} text={webhookUrl} />
        {given.map(({ name, titles, descriptions }) => (
          <Copied
            key={name}
            label={inLanguage(titles, lang)}
            lead={inLanguage(descriptions, lang)}
            text={secrets[name] ?? ""}
          />
        ))}
      </dl>
      {setup?.loopback && (
        <p className="chat-contrast">
          <Icon name="alert-triangle" size={12} />
          <span>{t("channel.webhook.loopback")}</span>
        </p>
      )}
    </Section>
  );
}

function Copied({ label, lead, text }: { label: string; lead?: ReactNode; text: string }) {
  const { t } = useTexts();
  return (
    <div>
      <dt>{label}</dt>
      {lead && <dd className="meta muted">{lead}</dd>}
      <dd className="chan-copied">
        <code>{text}</code>
        <button
          type="button"
          className="btn btn-small"
          aria-label={t("channel.copy.what", { what: label })}
          onClick={() => void copied(text, t("channel.copied"))}
        >
          <Icon name="copy" />
          {t("channel.copy")}
        </button>
      </dd>
    </div>
  );
}
