import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Block } from "../../../../contract/types";
import type { Page } from "../../api/calls";
import { ApiError, call } from "../../api/http";
import { queryClient } from "../../api/queryClient";
import { refusalText } from "../../app/refusals";
import { toast } from "../../app/toasts";
import { useMinute } from "../../live/clock";
import { listTime, untilWords } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import type { Column } from "../kit/DataTable";
import { PagedTable } from "../kit/PagedTable";
import { PageFrame } from "../kit/PageFrame";
import { fieldErrors } from "../kit/useEdits";
import type { PageProps } from "../pages";
import "../../style/fields.css";
import "../../texts/house";
import "../members/members.css";
import "../channels/channels.css";

const KEY = ["blocks"];

/** /settings/blocked: who is not heard, by whom and why; and letting in again. */
export default function Blocked({ page }: PageProps) {
  const { t } = useTexts();
  const list = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam, signal }) =>
      call<Page<Block>>(`/blocks${pageParam ? `?cursor=${pageParam}` : ""}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
  });
  return (
    <PageFrame page={page} lead={t("blocked.lead")} wide>
      <AddBlock />
      <PagedTable
        label={t("settings.blocked")}
        query={list}
        columns={useColumns()}
        none={{ icon: "ban", title: t("blocked.none"), lead: t("blocked.none.lead") }}
      />
    </PageFrame>
  );
}

/** An e-mail address, or a whole domain. */
function AddBlock() {
  const { t } = useTexts();
  const [value, setValue] = useState("");
  const [wrong, setWrong] = useState("");
  const add = async () => {
    const plain = value.trim();
    const kind = plain.replace(/^@/, "").includes("@") ? "address" : "domain";
    try {
      await call("/blocks", { method: "POST", body: { kind, value: plain } });
      setValue("");
      setWrong("");
      await queryClient.invalidateQueries({ queryKey: KEY });
    } catch (error) {
      setWrong(Object.values(fieldErrors(error))[0] ?? "");
    }
  };
  return (
    <form
      className="blocked-add"
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim()) void add();
      }}
    >
      <input
        className="input"
        aria-label={t("blocked.value")}
        placeholder={t("blocked.value")}
        value={value}
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="submit" className="btn" disabled={!value.trim()}>
        {t("blocked.add")}
      </button>
      {wrong && (
        <p className="week-wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}

function useColumns(): Column<Block>[] {
  const { t, lang } = useTexts();
  const now = useMinute();
  const nameOf = ({ kind, named }: Block) =>
    kind === "network" ? t("blocked.network", { name: named }) : named;
  const letIn = async (block: Block) => {
    try {
      await call<void>(`/blocks/${block.id}`, { method: "DELETE" });
    } catch (error) {
      // It has ended, or somebody else was first.
      if (!(error instanceof ApiError && error.status === 404)) {
        toast({ name: "settings", text: refusalText(error), tone: "warn" });
        return;
      }
    }
    await queryClient.invalidateQueries({ queryKey: KEY });
    toast({ name: "settings", text: t("blocked.letIn.done", { name: nameOf(block) }), tone: "ok" });
  };
  return [
    {
      id: "named",
      head: t("blocked.who"),
      cell: (block) => (
        <span className="who-words">
          <span className="who-name">{nameOf(block)}</span>
          {block.until && (
            <span className="who-email">
              {t("blocked.until", { time: untilWords(block.until, lang) })}
            </span>
          )}
          {block.reason && <span className="who-email">{block.reason}</span>}
        </span>
      ),
    },
    {
      id: "by",
      head: t("blocked.by"),
      wideOnly: true,
      cell: ({ by, at }) => `${by.name}, ${listTime(at, lang, now)}`,
    },
    {
      id: "act",
      head: "",
      cell: (block) => (
        <button type="button" className="btn btn-small" onClick={() => void letIn(block)}>
          {t("blocked.letIn")}
        </button>
      ),
    },
  ];
}
