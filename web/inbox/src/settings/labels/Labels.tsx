import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Label, LabelCategory } from "../../../../contract/types";
import { getLabelCategories, getLabels } from "../../api/tools";
import { useTexts } from "../../texts/i18n";
import { Empty } from "../../ui/Empty";
import { Icon } from "../../ui/Icon";
import { LabelDot } from "../../ui/LabelChip";
import { DataTable } from "../kit/DataTable";
import { Loaded, TableSkeleton } from "../kit/Loaded";
import { PageFrame } from "../kit/PageFrame";
import { Section } from "../kit/Section";
import type { PageProps } from "../pages";
import { CategoryDrawer } from "./CategoryDrawer";
import { LabelDrawer } from "./LabelDrawer";
import "../../texts/tools";

type Open = { kind: "label" | "category"; id: string | null } | null;

/** /settings/labels: what chats can be about, by category. */
export default function Labels({ page }: PageProps) {
  const { t } = useTexts();
  const labels = useQuery({ queryKey: ["labels"], queryFn: ({ signal }) => getLabels(signal) });
  const categories = useQuery({
    queryKey: ["labelCategories"],
    queryFn: ({ signal }) => getLabelCategories(signal),
  });
  const [open, setOpen] = useState<Open>(null);
  const kinds = categories.data?.items ?? [];
  const all = labels.data?.items ?? [];
  const close = () => setOpen(null);
  return (
    <PageFrame
      page={page}
      lead={t("labels.lead")}
      actions={
        <>
          <button
            type="button"
            className="btn"
            onClick={() => setOpen({ kind: "category", id: null })}
          >
            {t("labels.addCategory")}
          </button>
          {kinds.some((each) => !each.archived) && (
            <button
              type="button"
              className="btn btn-main"
              onClick={() => setOpen({ kind: "label", id: null })}
            >
              <Icon name="plus" />
              {t("labels.add")}
            </button>
          )}
        </>
      }
    >
      <Loaded query={categories} skeleton={<TableSkeleton />}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="tag" title={t("labels.none")} lead={t("labels.none.lead")} />
          ) : (
            items.map((category) => (
              <Category
                key={category.id}
                category={category}
                labels={all.filter((each) => each.categoryId === category.id)}
                onOpen={setOpen}
              />
            ))
          )
        }
      </Loaded>
      {open?.kind === "label" && (
        <LabelDrawer
          label={all.find((each) => each.id === open.id) ?? null}
          categories={kinds}
          onClose={close}
        />
      )}
      {open?.kind === "category" && (
        <CategoryDrawer
          category={kinds.find((each) => each.id === open.id) ?? null}
          onClose={close}
        />
      )}
    </PageFrame>
  );
}

interface CategoryProps {
  category: LabelCategory;
  labels: Label[];
  onOpen: (open: Open) => void;
}

function Category({ category, labels, onOpen }: CategoryProps) {
  const { t } = useTexts();
  const name = category.archived ? `${category.name} (${t("labels.archived")})` : category.name;
  return (
    <Section
      title={name}
      act={
        <button
          type="button"
          className="ib ib-small"
          aria-label={t("labels.editCategory", { name: category.name })}
          onClick={() => onOpen({ kind: "category", id: category.id })}
        >
          <Icon name="pencil" />
        </button>
      }
    >
      {labels.length === 0 ? (
        <p className="muted set-small">{t("labels.empty")}</p>
      ) : (
        <DataTable
          label={category.name}
          rows={labels}
          keyOf={({ id }) => id}
          onOpen={({ id }) => onOpen({ kind: "label", id })}
          columns={[
            {
              id: "name",
              head: t("labels.name"),
              cell: (row) => (
                <>
                  <LabelDot color={row.color} /> {row.name}{" "}
                  {row.archived && <span className="chip">{t("labels.archived")}</span>}
                </>
              ),
            },
            {
              id: "color",
              head: t("labels.color"),
              wideOnly: true,
              cell: (row) => t(`labels.color.${row.color}`),
            },
          ]}
        />
      )}
    </Section>
  );
}
