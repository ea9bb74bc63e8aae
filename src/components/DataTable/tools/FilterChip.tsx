import { CloseButton, Popover, UnstyledButton } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { conditionText } from "../filters/condition-text.ts";
import { FilterForm } from "../filters/FilterForm.tsx";
import type { Condition } from "../filters/filter-model.ts";
import { useTable, useTablePart } from "../use-table.ts";

/** One filter: says it in words, opens it, takes it away. */
export function FilterChip({ condition }: { readonly condition: Condition }): ReactNode {
  const table = useTable();
  const [isOpen, setOpen] = useState(false);
  const column = useTablePart((part) => part.column(condition.col));
  if (column === undefined) return null;
  const { label, how, what } = conditionText(column, condition);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" offset={4} width={320} trapFocus withinPortal>
      <span className="rx-chip">
        <Popover.Target>
          <UnstyledButton className="rx-chip-text" onClick={() => setOpen(!isOpen)}>
            {label} {how} <strong>{what}</strong>
          </UnstyledButton>
        </Popover.Target>
        <CloseButton
          size={24}
          iconSize={14}
          aria-label={`Remove ${label.toLowerCase()} filter`}
          onClick={() => table.removeCondition(condition.col)}
        />
      </span>
      <Popover.Dropdown className="rx-filter">
        <FilterForm column={column} condition={condition} onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
