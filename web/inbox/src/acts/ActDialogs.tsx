import { useEffect, useState } from "react";
import { type ActDialog, hearIntent, type Intents } from "../app/intents";
import { late } from "../app/late";
import { command } from "../commands/commands";
import { useConversation } from "../live/hooks";
import { Called } from "../ui/Called";

const HandOnDialog = late(() => import("./HandOnDialog"));
const LabelDialog = late(() => import("./LabelDialog"));
const SnoozeDialog = late(() => import("./SnoozeDialog"));
const PriorityDialog = late(() => import("./PriorityDialog"));
const MoveDialog = late(() => import("./MoveDialog"));
const BlockDialog = late(() => import("./BlockDialog"));
const ResolveDialog = late(() => import("./ResolveDialog"));

/** The command behind each dialog: while it is not possible, the dialog has nothing to ask. */
const COMMANDS: Record<ActDialog, string> = {
  label: "label",
  assign: "assign",
  transfer: "transfer",
  move: "move",
  block: "block",
  snooze: "snooze",
  priority: "priority",
  resolve: "resolveNote",
};

/** The dialogs of what can be done with a chat; one at a time, gone when somebody else was first. */
export default function ActDialogs() {
  const [asked, setAsked] = useState<Intents["act.open"] | null>(null);
  const chat = useConversation(asked?.chatId ?? null);
  useEffect(() => hearIntent("act.open", setAsked), []);
  const possible = !!asked && !!chat && !!command(COMMANDS[asked.act]).when?.(chat);
  useEffect(() => {
    if (asked && !possible) setAsked(null);
  }, [asked, possible]);
  if (!asked || !chat || !possible) return null;
  const props = { chat, onClose: () => setAsked(null) };
  return (
    <Called onLost={props.onClose}>
      {asked.act === "assign" && <HandOnDialog {...props} act="assign" find={asked.find} />}
      {asked.act === "transfer" && <HandOnDialog {...props} act="transfer" find={asked.find} />}
      {asked.act === "move" && <MoveDialog {...props} />}
      {asked.act === "block" && <BlockDialog {...props} />}
      {asked.act === "label" && <LabelDialog {...props} />}
      {asked.act === "snooze" && <SnoozeDialog {...props} />}
      {asked.act === "priority" && <PriorityDialog {...props} />}
      {asked.act === "resolve" && <ResolveDialog {...props} />}
    </Called>
  );
}
