import { useEffect, useState } from "react";
import { labelMany, snoozeMany, transferMany } from "../app/bulkActs";
import { hearIntent, type Intents } from "../app/intents";
import { late } from "../app/late";
import { stopChoosing } from "../list/selection";
import { useTexts } from "../texts/i18n";
import { Called } from "../ui/Called";
import { Dialog } from "./Dialog";

const LabelPicker = late(() => import("./LabelPicker"));
const SnoozePicker = late(() => import("./SnoozePicker"));
const TargetPicker = late(() => import("./TargetPicker"));
const ExpiredDialog = late(() => import("./ExpiredDialog"));
const ShareDialog = late(() => import("./ShareDialog"));

/** The dialogs of acts on many chats, and who was refused. */
export default function BulkDialogs() {
  const { t } = useTexts();
  const [asked, setAsked] = useState<Intents["bulk.open"] | null>(null);
  const [refused, setRefused] = useState<Intents["bulk.refused"] | null>(null);
  const [expired, setExpired] = useState(false);
  useEffect(() => hearIntent("bulk.open", setAsked), []);
  useEffect(() => hearIntent("expired.open", () => setExpired(true)), []);
  useEffect(() => hearIntent("bulk.refused", setRefused), []);
  const onClose = () => setAsked(null);
  const finish = (done: boolean): boolean => {
    if (done) {
      onClose();
      stopChoosing();
    }
    return done;
  };
  const chats = asked?.chats ?? [];
  const count = chats.length;
  return (
    <>
      {asked && (
        <Called onLost={onClose}>
          {asked.act === "transfer" && (
            <TargetPicker
              act="transfer"
              chat={null}
              title={t("bulk.transfer.title", { count })}
              then={(target) => t("bulk.then", { count, name: target.name })}
              onClose={onClose}
              onGive={async (to, note) => finish(await transferMany(chats, to, note))}
            />
          )}
          {asked.act === "label" && (
            <LabelPicker
              title={t("bulk.label.title", { count })}
              before={[]}
              onClose={onClose}
              onSave={async (ids) => finish(await labelMany(chats, ids))}
            />
          )}
          {asked.act === "snooze" && (
            <SnoozePicker
              title={t("bulk.snooze.title", { count })}
              onClose={onClose}
              onPick={(until) => void snoozeMany(chats, until).then(finish)}
            />
          )}
          {asked.act === "share" && (
            <ShareDialog chats={chats} onClose={onClose} onDone={() => finish(true)} />
          )}
        </Called>
      )}
      {expired && (
        <Called onLost={() => setExpired(false)}>
          <ExpiredDialog onClose={() => setExpired(false)} />
        </Called>
      )}
      {refused && (
        <Dialog
          title={t("bulk.refused", { count: refused.length })}
          onClose={() => setRefused(null)}
        >
          <ul className="bulk-refused">
            {refused.map(({ id, name, why }) => (
              <li key={id}>
                <strong>{name}:</strong> {why}
              </li>
            ))}
          </ul>
        </Dialog>
      )}
    </>
  );
}
