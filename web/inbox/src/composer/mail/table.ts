import { type Editor, Node } from "@tiptap/core";
import { type Command, Selection } from "@tiptap/pm/state";
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  deleteColumn,
  deleteRow,
  deleteTable,
  goToNextCell,
  tableEditing,
  toggleHeader,
} from "@tiptap/pm/tables";

const ROLES: Record<string, string> = {
  table: "table",
  tableRow: "row",
  tableCell: "cell",
  tableHeader: "header_cell",
};

/** A cell holds what a letter holds, no further table: mail programs draw those badly. */
const IN_CELL = "(paragraph | heading | list | blockquote | codeBlock)+";

const span = (name: "colspan" | "rowspan") => ({
  default: 1,
  parseHTML: (cell: HTMLElement) => Math.min(100, Number(cell.getAttribute(name)) || 1),
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === 1 ? {} : { [name]: attributes[name] },
});

const cell = (name: string, tag: "td" | "th") =>
  Node.create({
    name,
    content: IN_CELL,
    isolating: true,
    addAttributes: () => ({
      colspan: span("colspan"),
      rowspan: span("rowspan"),
      colwidth: { default: null, rendered: false },
    }),
    parseHTML: () => [{ tag }],
    renderHTML: ({ HTMLAttributes }) => [tag, HTMLAttributes, 0],
  });

const TableRow = Node.create({
  name: "tableRow",
  content: "(tableCell | tableHeader)*",
  parseHTML: () => [{ tag: "tr" }],
  renderHTML: () => ["tr", 0],
});

const does = (editor: Editor, command: Command): boolean =>
  command(editor.state, editor.view.dispatch);

const Table = Node.create({
  name: "table",
  group: "block",
  content: "tableRow+",
  isolating: true,
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  extendNodeSchema: ({ name }) => (ROLES[name] ? { tableRole: ROLES[name] } : {}),
  addProseMirrorPlugins: () => [tableEditing()],
  addKeyboardShortcuts() {
    const { editor } = this;
    return {
      // After the last cell a new row begins, as in every table that people know.
      Tab: () =>
        does(editor, goToNextCell(1)) ||
        (does(editor, addRowAfter) && does(editor, goToNextCell(1))),
      "Shift-Tab": () => does(editor, goToNextCell(-1)),
    };
  },
});

/** Nodes of a table, upon ProseMirror's own. */
export const tableParts = [
  Table,
  TableRow,
  cell("tableCell", "td"),
  cell("tableHeader", "th"),
] as const;

/** What can be done to a table where the caret stands in it. */
export const TABLE_ACTS = {
  rowAbove: addRowBefore,
  rowBelow: addRowAfter,
  rowRemove: deleteRow,
  columnLeft: addColumnBefore,
  columnRight: addColumnAfter,
  columnRemove: deleteColumn,
  headings: toggleHeader("row"),
  remove: deleteTable,
} satisfies Record<string, Command>;

export type TableAct = keyof typeof TABLE_ACTS;

/** Where the table begins in which the caret stands. */
function placeOf(editor: Editor): number | null {
  const { $from } = editor.state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type.name === "table") return $from.before(depth);
  return null;
}

/** The caret stays in a table of which its row or column was taken. */
function stayWithin(editor: Editor, place: number | null): void {
  const { doc, tr } = editor.state;
  const table = place === null ? null : doc.nodeAt(place);
  if (place === null || table?.type.name !== "table" || placeOf(editor) === place) return;
  const inside = Selection.near(doc.resolve(place + table.nodeSize - 2), -1);
  editor.view.dispatch(tr.setSelection(inside));
}

/** The last row or column takes the table with it: an empty frame is no use to anybody. */
export function changeTable(editor: Editor, act: TableAct): void {
  const removes = act === "rowRemove" || act === "columnRemove";
  const place = placeOf(editor);
  const done = does(editor, TABLE_ACTS[act]);
  if (!done && removes) does(editor, deleteTable);
  stayWithin(editor, place);
  editor.view.focus();
}

/** With its first row for headings, the caret in the first cell. */
export function putTable(editor: Editor, rows = 3, columns = 3): void {
  const line = (type: string) => ({
    type: "tableRow",
    content: Array.from({ length: columns }, () => ({ type, content: [{ type: "paragraph" }] })),
  });
  const table = {
    type: "table",
    content: Array.from({ length: rows }, (_, at) => line(at ? "tableCell" : "tableHeader")),
  };
  const { $from } = editor.state.selection;
  // In the place of an empty line, else below the block in which the caret stands.
  const from = $from.depth ? $from.before(1) : $from.pos;
  const empty = $from.depth === 1 && $from.parent.content.size === 0;
  const after = $from.depth ? $from.after(1) : $from.pos;
  editor
    .chain()
    .focus()
    .insertContentAt(empty ? { from, to: after } : after, table)
    .command(({ tr }) => {
      tr.setSelection(Selection.near(tr.doc.resolve((empty ? from : after) + 3)));
      return true;
    })
    .run();
}
