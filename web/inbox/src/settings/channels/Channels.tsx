import { useState } from "react";
import type { Channel } from "../../../../contract/types";
import { follow, goTo } from "../../app/places";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { channelIcon } from "../../ui/channels";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { addChannel, useChannels, useDepartments } from "../house";
import { DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { fieldErrors } from "../kit/useEdits";
import { type PageProps, pagePath } from "../pages";
import { LiveChat } from "./LiveChat";
import "../../texts/house";
import "./channels.css";

/** /settings/channels: by which customers reach us; one of them, with its own address. */
export default function Channels({ page, item }: PageProps) {
  const { t } = useTexts();
  const channels = useChannels();
  const open = channels.data?.items.find(({ id }) => id === item);
  if (open?.settings) return <LiveChat key={open.id} page={page} channel={open} />;
  return (
    <PageFrame page={page} lead={t("channels.lead")} wide actions={<AddChat />}>
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

function AddChat() {
  const { t } = useTexts();
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    try {
      const made = await addChannel({ kind: "livechat", name: t("channels.newName") });
      goTo(pagePath("channels", made.id));
    } catch (error) {
      toast({ text: Object.values(fieldErrors(error))[0] ?? "", tone: "warn" });
    } finally {
      setBusy(false);
    }
  };
  return (
    <button type="button" className="btn btn-main" disabled={busy} onClick={() => void add()}>
      <Icon name="plus" />
      {t("channels.add")}
    </button>
  );
}

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
          cell: ({ enabled }) => (
            <span className={enabled ? "chip chip-ok" : "chip"}>
              {t(enabled ? "channels.on" : "channels.off")}
            </span>
          ),
        },
      ]}
    />
  );
}
