import { useState } from "react";
import type { ContactField } from "../../../../contract/types";
import { changeContactField, useContactFields } from "../../api/contacts";
import { queryClient } from "../../api/queryClient";
import { toast } from "../../app/toasts";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { Ask } from "../kit/Ask";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import type { PageProps } from "../pages";
import { FieldDrawer } from "./FieldDrawer";
import "../../texts/contacts";
import "../../texts/presence";
import "../awayReasons/awayReasons.css";

type Opened = ContactField | "new" | null;

/** /settings/contact-fields: what the house wants to know of its contacts, in the order of the form. */
export default function ContactFields({ page }: PageProps) {
  const { t } = useTexts();
  const query = useContactFields();
  const [opened, setOpened] = useState<Opened>(null);
  const [archiving, setArchiving] = useState<ContactField | null>(null);
  const change = async (field: ContactField, body: { position?: number; archived?: boolean }) => {
    try {
      await changeContactField(field.id, body);
    } catch {
      toast({ name: "settings", text: t("contactFields.failed"), tone: "warn" });
    }
    await queryClient.invalidateQueries({ queryKey: ["contactFields"] });
  };
  return (
    <PageFrame
      page={page}
      lead={t("contactFields.lead")}
      actions={
        <button type="button" className="btn btn-main" onClick={() => setOpened("new")}>
          <Icon name="plus" />
          {t("contactFields.add")}
        </button>
      }
    >
      <Loaded query={query} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              icon="address-book"
              title={t("contactFields.none")}
              lead={t("contactFields.none.lead")}
            />
          ) : (
            <ol className="reasons">
              {items.map((field, at) => (
                <Line
                  key={field.id}
                  field={field}
                  first={at === 0}
                  last={at === items.length - 1}
                  onOpen={() => setOpened(field)}
                  onMove={(position) => void change(field, { position })}
                  onArchive={() =>
                    field.archived ? void change(field, { archived: false }) : setArchiving(field)
                  }
                />
              ))}
            </ol>
          )
        }
      </Loaded>
      {opened && (
        <FieldDrawer field={opened === "new" ? null : opened} onClose={() => setOpened(null)} />
      )}
      {archiving && (
        <Ask
          title={t("contactFields.archive.ask", { name: archiving.name })}
          lead={t("contactFields.archive.lead")}
          yes={t("contactFields.archive")}
          onYes={() => {
            void change(archiving, { archived: true });
            setArchiving(null);
          }}
          onNo={() => setArchiving(null)}
        />
      )}
    </PageFrame>
  );
}

interface LineProps {
  field: ContactField;
  first: boolean;
  last: boolean;
  onOpen: () => void;
  onMove: (position: number) => void;
  onArchive: () => void;
}

function Line({ field, first, last, onOpen, onMove, onArchive }: LineProps) {
  const { t } = useTexts();
  const { name } = field;
  const notes = [
    t(`contactFields.type.${field.type}`),
    field.required ? t("contactFields.required.short") : "",
    field.archived ? t("contactFields.archived") : "",
  ];
  return (
    <li className="reason">
      <Icon name={field.archived ? "archive" : "address-book"} />
      <button type="button" className="set-open" onClick={onOpen}>
        {name}
        <span className="meta muted">{notes.filter(Boolean).join(", ")}</span>
      </button>
      <span className="reason-acts">
        <button
          type="button"
          className="ib ib-small"
          disabled={first}
          aria-label={t("reasons.up", { name })}
          onClick={() => onMove(field.position - 1)}
        >
          <Icon name="arrow-up" />
        </button>
        <button
          type="button"
          className="ib ib-small"
          disabled={last}
          aria-label={t("reasons.down", { name })}
          onClick={() => onMove(field.position + 1)}
        >
          <Icon name="arrow-down" />
        </button>
        <button
          type="button"
          className="ib ib-small"
          aria-label={t(field.archived ? "contactFields.restoreOne" : "contactFields.archiveOne", {
            name,
          })}
          onClick={onArchive}
        >
          <Icon name={field.archived ? "arrow-back-up" : "archive"} />
        </button>
      </span>
    </li>
  );
}
