import { Popover, UnstyledButton } from "@mantine/core";
import { IconFilter, IconPlus } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { FilterForm } from "../filters/FilterForm.tsx";
import { useTable, useTablePart } from "../use-table.ts";

/** Chooses a column, then how to filter by it. A header's menu opens it with its column chosen. */
export function AddFilter(): ReactNode {
  const table = useTable();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState<string>();
  const wanted = useTablePart((part) => part.filterFor);
  const column = wanted === undefined && name === undefined ? undefined : table.column(wanted ?? name ?? "");
  const open = (): void => {
    setName(undefined);
    setOpen(true);
  };
  const close = (): void => {
    setOpen(false);
    // What fades away keeps its content.
    if (wanted === undefined) return;
    setName(wanted);
    table.openFilter(undefined);
  };
  return (
    <Popover
      opened={isOpen || wanted !== undefined}
      onChange={(isToOpen) => (isToOpen ? open() : close())}
      position="bottom-start"
      offset={4}
      width={column === undefined ? 216 : 320}
      trapFocus
      withinPortal
    >
      <Popover.Target>
        <UnstyledButton className="rx-chip-add" onClick={() => (isOpen ? close() : open())} aria-label="Add filter">
          <IconPlus size={16} className="rx-wide-only" aria-hidden />
          <IconFilter size={16} className="rx-narrow-only" aria-hidden />
          <span className="rx-wide-only">Filter</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={column === undefined ? "rx-filter-columns" : "rx-filter"}>
        {column === undefined ? (
          <ColumnList columns={table.columns.filter((one) => one.filter === true)} onChoose={setName} />
        ) : (
          <FilterForm
            key={column.name}
            column={column}
            condition={table.conditions.find(({ col }) => col === column.name)}
            onClose={close}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnList({
  columns,
  onChoose,
}: {
  readonly columns: readonly ColumnDescription[];
  readonly onChoose: (name: string) => void;
}): ReactNode {
  return (
    <ul>
      {columns.map((column, index) => (
        <li key={column.name}>
          <UnstyledButton data-autofocus={index === 0 || undefined} onClick={() => onChoose(column.name)}>
            {column.label}
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
