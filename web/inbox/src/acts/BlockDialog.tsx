import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import type { Conversation } from "../../../contract/types";
import { getVisitorNetwork } from "../api/calls";
import { block } from "../app/acts";
import { untilWords } from "../texts/format";
import { useTexts } from "../texts/i18n";
import { spokenAddress } from "../ui/channels";
import { Icon } from "../ui/Icon";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { NoteField } from "./NoteField";
import { useSubmit } from "./useSubmit";

/** Asks once, naming what follows. */
export default function BlockDialog({
  chat,
  onClose,
}: {
  chat: Conversation;
  onClose: () => void;
}) {
  const { t } = useTexts();
  const [reason, setReason] = useState("");
  const [network, setNetwork] = useState(false);
  const name = spokenAddress(chat.address, chat.channelKind) ?? chat.contact.name;
  const { busy, submit } = useSubmit(
    () => block(chat, { reason: reason.trim() || null, network }),
    onClose,
  );
  return (
    <Dialog title={t("acts.block.title", { name })} onClose={onClose}>
      <form className="act-form" onSubmit={submit}>
        <NoteField
          ref={(field) => field?.setAttribute("data-autofocus", "")}
          label={t("acts.block.reason")}
          value={reason}
          onChange={setReason}
        />
        {isVisitor(chat) && <NetworkTick chat={chat} ticked={network} onTick={setNetwork} />}
        <p className="act-then">
          <Icon name="info-circle" />
          {t("acts.block.then")}
        </p>
        <ActButtons label={t("command.block")} disabled={busy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}

/** Whom only a token in a browser tells from others: without it he is somebody new. */
const isVisitor = (chat: Conversation): boolean => chat.channelKind === "livechat";

interface TickProps {
  chat: Conversation;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

/** Says whom else it would meet; off where the network is not known. */
function NetworkTick({ chat, ticked, onTick }: TickProps) {
  const { t, lang } = useTexts();
  const described = useId();
  const { data, isError } = useQuery({
    queryKey: ["visitor-network", chat.identityId],
    queryFn: ({ signal }) => getVisitorNetwork(chat.identityId, signal),
    staleTime: 0,
  });
  const words = () => {
    if (isError) return t("acts.block.network.notRead");
    if (!data) return t("acts.block.network.reading");
    if (!data.known) return t("acts.block.network.unknown");
    if (data.blockedUntil)
      return t("acts.block.network.blocked", { time: untilWords(data.blockedUntil, lang) });
    return data.others
      ? t("acts.block.network.others", { count: data.others })
      : t("acts.block.network.then");
  };
  return (
    <label className="act-tick">
      <input
        type="checkbox"
        checked={ticked}
        disabled={!data?.known}
        aria-describedby={described}
        onChange={(event) => onTick(event.target.checked)}
      />
      <span>
        {t("acts.block.network")}
        <span className="meta muted" id={described}>
          {words()}
        </span>
      </span>
    </label>
  );
}
