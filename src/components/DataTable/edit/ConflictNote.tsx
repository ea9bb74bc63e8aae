import { Button, Popover } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { cellText } from "../cells/cell-text.ts";
import type { Table } from "../table.ts";
import type { CellPhase, CellPlace } from "./cell-edits.ts";

/** Two people changed one value: both are shown, a button for each. */
export function ConflictNote({
  table,
  column,
  place,
  phase,
  onDone,
}: {
  readonly table: Table;
  readonly column: ColumnDescription;
  readonly place: CellPlace;
  readonly phase: Extract<CellPhase, { type: "conflict" }>;
  readonly onDone: () => void;
}): ReactNode {
  const resolve = (which: "mine" | "theirs"): void => {
    table.edits.resolve(place, which);
    onDone();
  };
  const text = (cell: unknown): string => cellText(column, cell) || "nothing";
  return (
    // With roles of its own it would be named by the cell's text.
    <Popover
      opened
      position="bottom-start"
      offset={4}
      width={320}
      withinPortal
      trapFocus
      returnFocus={false}
      withRoles={false}
    >
      <Popover.Target>
        <span className="rx-editor" data-invalid>
          <span className="rx-cell">{text(phase.cell)}</span>
        </span>
      </Popover.Target>
      <Popover.Dropdown className="rx-conflict" role="alertdialog" aria-label={`${column.label} was changed meanwhile`}>
        <div className="rx-conflict-title">
          <IconAlertCircle size={16} aria-hidden /> Somebody else changed this meanwhile
        </div>
        <dl>
          <dt>Theirs</dt>
          <dd>{text(phase.current)}</dd>
          <dt>Yours</dt>
          <dd>{text(phase.cell)}</dd>
        </dl>
        <div className="rx-conflict-actions">
          <Button size="xs" variant="default" data-autofocus onClick={() => resolve("theirs")}>
            Keep theirs
          </Button>
          <Button size="xs" onClick={() => resolve("mine")}>
            Save mine
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
