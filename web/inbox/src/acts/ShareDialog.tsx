import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type {
  Conversation,
  ForceBody,
  ForcedAgent,
  ForcePreview,
  Language,
  Staying,
} from "../../../contract/types";
import { previewShare } from "../api/bulk";
import { share } from "../app/bulkActs";
import { number } from "../texts/format";
import { type Translate, useTexts } from "../texts/i18n";
import { Avatar } from "../ui/Avatar";
import { Broken } from "../ui/Broken";
import { RowSkeletons } from "../ui/Skeletons";
import { ActButtons } from "./ActButtons";
import { Dialog } from "./Dialog";
import { useSubmit } from "./useSubmit";

interface Props {
  /** Those that wait and are to be shared out. */
  chats: readonly Conversation[];
  onClose: () => void;
  onDone: () => void;
}

/** Push what waits to agents at once: who would get how many, and what would stay, before it is done. */
export default function ShareDialog({ chats, onClose, onDone }: Props) {
  const { t, lang } = useTexts();
  const [away, setAway] = useState(false);
  const [left, setLeft] = useState(false);
  const [without, setWithout] = useState<ReadonlySet<string>>(new Set());
  const asked: ForceBody = {
    conversationIds: chats.map(({ id }) => id),
    includeAway: away,
    includeLeft: left,
  };
  // Who may get some at all, and then how it would be shared out among those who are ticked.
  const everybody = useQuery({
    queryKey: ["share", "all", asked],
    queryFn: ({ signal }) => previewShare(asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const all = everybody.data?.agents ?? [];
  const ticked = all.filter(({ id }) => !without.has(id)).map(({ id }) => id);
  const body = without.size > 0 ? { ...asked, memberIds: ticked } : asked;
  const narrowed = useQuery({
    queryKey: ["share", "some", body],
    enabled: without.size > 0,
    queryFn: ({ signal }) => previewShare(body, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const plan = without.size > 0 ? narrowed.data : everybody.data;
  // Nothing is done by a plan of before.
  const asking = everybody.isFetching || narrowed.isFetching;
  const failed = [everybody, narrowed].find((query) => query.isError);
  const after = new Map((plan?.agents ?? []).map((agent) => [agent.id, agent.after]));

  const tick = (id: string) =>
    setWithout((now) => {
      const next = new Set(now);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const { busy, submit } = useSubmit(() => share(chats, body), onDone);
  const ready = !busy && !asking && !failed && !!plan?.given;
  return (
    <Dialog title={t("share.title", { count: chats.length })} onClose={onClose} width={560}>
      <form className="act-form" onSubmit={submit}>
        <p className="muted">{t("share.lead")}</p>
        <Tick label={t("share.away")} on={away} onChange={setAway} />
        {chats.some((chat) => chat.left) && (
          <Tick label={t("share.left")} on={left} onChange={setLeft} />
        )}
        {failed && (
          <Broken
            title={t("share.error")}
            lead={t("share.error.lead")}
            error={failed.error}
            onRetry={() => void failed.refetch()}
          />
        )}
        {everybody.isPending && <RowSkeletons late />}
        {all.length > 0 && <Agents agents={all} after={after} without={without} onTick={tick} />}
        <p className="act-then" role="status">
          {!failed && plan && stayingWords(plan, t, lang)}
        </p>
        <ActButtons
          label={t("share.do", { count: plan?.given ?? 0 })}
          disabled={!ready}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** How many would stay in the queue, for each reason. */
function stayingWords({ staying }: ForcePreview, t: Translate, lang: Language): string {
  const counts = new Map<Staying["why"], number>();
  for (const { why } of staying) counts.set(why, (counts.get(why) ?? 0) + 1);
  const words = [...counts].map(([why, count]) =>
    t("share.staying", { count, n: number(count, lang), why: t(`share.why.${why}`) }),
  );
  return words.join(" ") || t("share.nothingStays");
}

interface TickProps {
  label: string;
  on: boolean;
  onChange: (on: boolean) => void;
}

function Tick({ label, on, onChange }: TickProps) {
  return (
    <label className="share-tick">
      <input type="checkbox" checked={on} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}

interface AgentsProps {
  agents: readonly ForcedAgent[];
  after: ReadonlyMap<string, number>;
  without: ReadonlySet<string>;
  onTick: (id: string) => void;
}

/** One line each: what he holds now and then, and how much he may hold. */
function Agents({ agents, after, without, onTick }: AgentsProps) {
  const { t, lang } = useTexts();
  return (
    <div className="share-scroll">
      <table className="share-agents">
        <thead>
          <tr>
            <th scope="col">{t("share.agent")}</th>
            <th scope="col">{t("share.now")}</th>
            <th scope="col">{t("share.after")}</th>
            <th scope="col">{t("share.room")}</th>
          </tr>
        </thead>
        <tbody>
          {agents.map((agent) => {
            const then = after.get(agent.id) ?? agent.now;
            return (
              <tr key={agent.id} data-over={then > agent.capacity ? "" : undefined}>
                <th scope="row">
                  <label className="share-tick">
                    <input
                      type="checkbox"
                      checked={!without.has(agent.id)}
                      onChange={() => onTick(agent.id)}
                    />
                    <Avatar name={agent.name} size={28} presence={agent.state} />
                    <span className="ell">{agent.name}</span>
                  </label>
                </th>
                <td>{number(agent.now, lang)}</td>
                <td>
                  <strong>{number(then, lang)}</strong>
                  {then > agent.capacity && <span className="muted"> {t("share.over")}</span>}
                </td>
                <td>
                  {t("share.of", {
                    capacity: number(agent.capacity, lang),
                    forced: number(agent.forcedCapacity, lang),
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
