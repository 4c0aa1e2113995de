import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { SystemMail } from "../../../../contract/types";
import { getMailServer, getMails } from "../../api/accounts";
import { useMinute } from "../../live/clock";
import { exactly, listTime } from "../../texts/format";
import { useTexts } from "../../texts/i18n";
import type { Column } from "../kit/DataTable";
import { PagedTable } from "../kit/PagedTable";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { MailDrawer } from "./MailDrawer";
import { MailMark } from "./MailMark";
import "../../texts/members";
import "../members/members.css";
import "./mails.css";

/** Mails get on by themselves, in the worker: the page looks again. */
const EVERY = 5_000;

/** /settings/mails: what the house has mailed, could not mail, or keeps. */
export default function MailLog({ page }: PageProps) {
  const { t } = useTexts();
  const [openId, setOpenId] = useState<string | null>(null);
  const log = useInfiniteQuery({
    queryKey: ["mails"],
    queryFn: ({ pageParam, signal }) => getMails(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor ?? null,
    refetchInterval: EVERY,
  });
  const columns = useColumns();
  return (
    <PageFrame page={page} lead={t("mails.lead")} wide>
      <ServerNotice />
      <PagedTable
        label={t("mails.title")}
        query={log}
        columns={columns}
        none={{ icon: "mail", title: t("mails.none"), lead: t("mails.none.lead") }}
        onOpen={({ id }) => setOpenId(id)}
      />
      {openId && <MailDrawer key={openId} id={openId} onClose={() => setOpenId(null)} />}
    </PageFrame>
  );
}

/** Without a mail server nothing goes out: said before one wonders. */
function ServerNotice() {
  const { t } = useTexts();
  const { data } = useQuery({
    queryKey: ["mail-server"],
    queryFn: ({ signal }) => getMailServer(signal),
  });
  if (!data) return null;
  if (data.sends) {
    return data.sender ? (
      <p className="muted">{t("mails.sender", { sender: data.sender })}</p>
    ) : (
      <p className="mail-notice">{t("mails.noSender")}</p>
    );
  }
  return (
    <div className="mail-notice">
      <b>{t("mails.noServer")}</b>
      <p>{t("mails.noServer.lead")}</p>
    </div>
  );
}

function useColumns(): Column<SystemMail>[] {
  const { t, lang } = useTexts();
  const now = useMinute();
  return [
    {
      id: "subject",
      head: t("mails.subject"),
      cell: ({ subject, to }) => (
        <span className="who-words">
          <span className="who-name">{subject}</span>
          <span className="who-email">{to}</span>
        </span>
      ),
    },
    { id: "state", head: t("mails.state"), cell: (mail) => <MailMark mail={mail} /> },
    {
      id: "at",
      head: t("mails.at"),
      wideOnly: true,
      cell: ({ createdAt }) => (
        <time dateTime={createdAt} data-tip={exactly(createdAt, lang)}>
          {listTime(createdAt, lang, now)}
        </time>
      ),
    },
  ];
}
