import type { Channel, ChannelKind, Language, Setup } from "../../../../contract/types";
import { follow } from "../../app/places";
import { useTexts } from "../../texts/i18n";
import { channelIcon } from "../../ui/channels";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { inLanguage, needsAdmin, useChannels, useDepartments, useSetup } from "../house";
import { DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { type PageProps, pagePath } from "../pages";
import { AddChannel } from "./AddChannel";
import { isPublic } from "./AddressHint";
import { fieldsOf, useKinds } from "./kinds";
import { LiveChat } from "./LiveChat";
import { ProviderChannel } from "./ProviderChannel";
import "../../texts/house";
import "./channels.css";

/** /settings/channels: by which customers reach us; one of them, with its own address. */
export default function Channels({ page, item }: PageProps) {
  const { t, lang } = useTexts();
  const channels = useChannels();
  const setup = useSetup().data;
  const open = channels.data?.items.find(({ id }) => id === item);
  const kinds = useKinds().data?.items ?? [];
  const kind = kinds.find((each) => each.kind === open?.kind);
  const fresh = kinds.find((each) => `new-${each.kind}` === item);
  if (open?.settings && open.kind === "livechat")
    return <LiveChat key={open.id} page={page} channel={open} />;
  if (fresh && setup)
    return (
      <ProviderChannel key={item} page={page} channel={draftOf(fresh, lang, setup)} kind={fresh} />
    );
  if (open?.settings && kind)
    return <ProviderChannel key={open.id} page={page} channel={open} kind={kind} />;
  return (
    <PageFrame page={page} lead={t("channels.lead")} wide actions={<AddChannel />}>
      <Loaded query={channels} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon="message-circle"
              title={t("channels.none")}
              lead={t("channels.none.lead")}
            />
          ) : (
            <ChannelTable channels={items} />
          )
        }
      </Loaded>
    </PageFrame>
  );
}

/** One that is not stored yet: saving it makes it. */
const draftOf = (
  { kind, titles, settingsSchema, limits }: ChannelKind,
  lang: Language,
  setup: Setup,
): Channel => ({
  id: "",
  kind,
  name: inLanguage(titles, lang),
  enabled: true,
  priority: "normal",
  limits,
  settings: Object.fromEntries(
    fieldsOf(settingsSchema)
      .filter(({ withoutAddress }) => withoutAddress !== undefined && !isPublic(setup))
      .map(({ name, withoutAddress }) => [name, withoutAddress]),
  ),
  secretNames: [],
  version: 0,
});

function ChannelTable({ channels }: { channels: Channel[] }) {
  const { t } = useTexts();
  const departments = useDepartments().data?.items ?? [];
  const departmentOf = ({ departmentId }: Channel) =>
    departments.find(({ id }) => id === departmentId)?.name ??
    departments.find(({ isDefault }) => isDefault)?.name ??
    "";
  return (
    <DataTable
      label={t("settings.channels")}
      rows={channels}
      keyOf={({ id }) => id}
      columns={[
        {
          id: "name",
          head: t("channels.name"),
          cell: ({ id, kind, name }) => (
            <a
              className="set-open chan-name"
              href={pagePath("channels", id)}
              onClick={(event) => follow(event, pagePath("channels", id))}
            >
              <Icon name={channelIcon(kind)} />
              {name}
            </a>
          ),
        },
        { id: "department", head: t("channels.department"), wideOnly: true, cell: departmentOf },
        {
          id: "state",
          head: t("channels.state"),
          cell: (channel) =>
            needsAdmin(channel) ? (
              <span className="chip chip-warn">{t("channels.attention")}</span>
            ) : (
              <span className={channel.enabled ? "chip chip-ok" : "chip"}>
                {t(channel.enabled ? "channels.on" : "channels.off")}
              </span>
            ),
        },
      ]}
    />
  );
}
