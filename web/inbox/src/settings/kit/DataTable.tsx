import type { ReactNode } from "react";

export interface Column<T> {
  id: string;
  head: ReactNode;
  cell: (row: T) => ReactNode;
  /** What a phone does without. */
  wideOnly?: boolean;
  /** Figures stand at the right. */
  numeric?: boolean;
}

interface Props<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  keyOf: (row: T) => string;
  /** Makes the first cell of each row a button that opens it. */
  onOpen?: (row: T) => void;
}

/** A list of things in rows; the first cell names the row. */
export function DataTable<T>({ label, columns, rows, keyOf, onOpen }: Props<T>) {
  const classOf = ({ wideOnly, numeric }: Column<T>) =>
    [wideOnly && "wide-cell", numeric && "num-cell"].filter(Boolean).join(" ") || undefined;
  return (
    <table className="set-table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" className={classOf(column)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, at) => (
              <td key={column.id} className={classOf(column)}>
                {at === 0 && onOpen ? (
                  <button type="button" className="set-open" onClick={() => onOpen(row)}>
                    {column.cell(row)}
                  </button>
                ) : (
                  column.cell(row)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
