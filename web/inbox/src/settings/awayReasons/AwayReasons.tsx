import { useState } from "react";
import type { AwayReason } from "../../../../contract/types";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { deleteAwayReason, patchAwayReason } from "../../presence/calls";
import { useAwayReasons } from "../../presence/own";
import { REASON_ICONS } from "../../presence/reasonIcons";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { Ask } from "../kit/Ask";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { ReasonDrawer } from "./ReasonDrawer";
import "../../texts/presence";
import "./awayReasons.css";

type Opened = AwayReason | "new" | null;

/** /settings/away-reasons: why agents may be away, in the order of their menu. */
export default function AwayReasons({ page }: PageProps) {
  const { t, lang } = useTexts();
  const reasons = useAwayReasons();
  const [opened, setOpened] = useState<Opened>(null);
  const [removing, setRemoving] = useState<AwayReason | null>(null);
  return (
    <PageFrame
      page={page}
      lead={t("reasons.lead")}
      actions={
        <button type="button" className="btn btn-main" onClick={() => setOpened("new")}>
          <Icon name="plus" />
          {t("reasons.add")}
        </button>
      }
    >
      <Loaded query={reasons} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="clock-pause" title={t("reasons.none")} lead={t("reasons.none.lead")} />
          ) : (
            <ol className="reasons">
              {items.map((reason, at) => (
                <Line
                  key={reason.id}
                  reason={reason}
                  first={at === 0}
                  last={at === items.length - 1}
                  onOpen={() => setOpened(reason)}
                  onRemove={() => setRemoving(reason)}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
      {opened && (
        <ReasonDrawer reason={opened === "new" ? null : opened} onClose={() => setOpened(null)} />
      )}
      {removing && (
        <Ask
          title={t("reasons.remove.ask", { name: removing.name[lang] })}
          lead={t("reasons.remove.lead")}
          yes={t("reasons.remove")}
          danger
          onYes={() => {
            void changed(() => deleteAwayReason(removing.id), t("reasons.failed"));
            setRemoving(null);
          }}
          onNo={() => setRemoving(null)}
        />
      )}
    </PageFrame>
  );
}

async function changed(act: () => Promise<unknown>, failed: string): Promise<void> {
  try {
    await act();
  } catch {
    toast({ name: "settings", text: failed, tone: "warn" });
  }
  await queryClient.invalidateQueries({ queryKey: ["away-reasons"] });
}

interface LineProps {
  reason: AwayReason;
  first: boolean;
  last: boolean;
  onOpen: () => void;
  onRemove: () => void;
}

function Line({ reason, first, last, onOpen, onRemove }: LineProps) {
  const { t, lang } = useTexts();
  const name = reason.name[lang];
  const move = (position: number) =>
    void changed(() => patchAwayReason(reason.id, { position }), t("reasons.failed"));
  return (
    <li className="reason">
      <Icon name={REASON_ICONS[reason.icon]} />
      <button type="button" className="set-open" onClick={onOpen}>
        {name}
        <span className="meta muted">{reason.name[lang === "en" ? "id" : "en"]}</span>
      </button>
      <span className="reason-acts">
        <button
          type="button"
          className="ib ib-small"
          disabled={first}
          aria-label={t("reasons.up", { name })}
          onClick={() => move(reason.position - 1)}
        >
          <Icon name="arrow-up" />
        </button>
        <button
          type="button"
          className="ib ib-small"
          disabled={last}
          aria-label={t("reasons.down", { name })}
          onClick={() => move(reason.position + 1)}
        >
          <Icon name="arrow-down" />
        </button>
        <button
          type="button"
          className="ib ib-small"
          aria-label={t("reasons.removeOne", { name })}
          onClick={onRemove}
        >
          <Icon name="trash" />
        </button>
      </span>
    </li>
  );
}
