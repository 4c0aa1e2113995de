import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { type TextKey, useTexts } from "../../texts/i18n";
import { Icon, Outline } from "../../ui/Icon";
import { paths } from "./paths";
import { changeTable, type TableAct } from "./table";
import { useHeld } from "./useHeld";

const TOOLS: readonly [act: TableAct, icon: string, text: TextKey][] = [
  ["rowAbove", paths["row-insert-top"], "mail.table.rowAbove"],
  ["rowBelow", paths["row-insert-bottom"], "mail.table.rowBelow"],
  ["rowRemove", paths["row-remove"], "mail.table.rowRemove"],
  ["columnLeft", paths["column-insert-left"], "mail.table.columnLeft"],
  ["columnRight", paths["column-insert-right"], "mail.table.columnRight"],
  ["columnRemove", paths["column-remove"], "mail.table.columnRemove"],
  ["headings", paths["table-row"], "mail.table.headings"],
];

/** What can be done to the table in which the caret stands. */
export function TableBar({ editor }: { editor: Editor }) {
  const { t } = useTexts();
  const inside = useHeld(
    useEditorState({
      editor,
      selector: ({ editor: now }) => now.isActive("table") || null,
    }),
  );
  if (!inside) return null;
  const tool = (act: TableAct, text: TextKey) => ({
    type: "button" as const,
    className: "ib ib-small",
    "aria-label": t(text),
    "data-tip": t(text),
    onMouseDown: (event: { preventDefault(): void }) => event.preventDefault(),
    onClick: () => changeTable(editor, act),
  });
  return (
    <div className="fmt fmt-here" role="toolbar" aria-label={t("mail.table")}>
      {TOOLS.map(([act, icon, text]) => (
        <button key={act} {...tool(act, text)}>
          <Outline path={icon} />
        </button>
      ))}
      <button {...tool("remove", "mail.table.remove")}>
        <Icon name="trash" />
      </button>
    </div>
  );
}
