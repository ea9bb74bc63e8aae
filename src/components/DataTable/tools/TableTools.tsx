import { Button } from "@mantine/core";
import { IconArrowsSort } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTable, useTablePart } from "../use-table.ts";
import { AddFilter } from "./AddFilter.tsx";
import { ColumnChooser, type ColumnChooserProps } from "./ColumnChooser.tsx";
import { FilterChip } from "./FilterChip.tsx";
import "./table-tools.css";
import { QuickSearch } from "./QuickSearch.tsx";

/** Props of TableTools. */
export interface TableToolsProps extends ColumnChooserProps {
  readonly noun?: string | undefined;
}

/** Above the rows: search, a chip for each filter, what it is sorted by, which columns are shown. */
export function TableTools({ noun = "rows", ...chooser }: TableToolsProps): ReactNode {
  const table = useTable();
  const conditions = useTablePart((part) => part.conditions);
  const columns = useTablePart((part) => part.columns);
  const canSearch = columns.some((column) => column.search === true);
  const canFilter = columns.some((column) => column.filter === true);
  if (!canSearch && !canFilter) return null;
  return (
    <div className="rx-tools" role="toolbar" aria-label={`Search and filter ${noun}`}>
      {canSearch && <QuickSearch noun={noun} />}
      <div className="rx-tools-chips">
        {conditions.map((condition) => (
          <FilterChip key={condition.col} condition={condition} />
        ))}
        {conditions.length > 0 && (
          <Button
            className="rx-tools-clear"
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => table.clearConditions()}
          >
            Clear
          </Button>
        )}
      </div>
      {canFilter && <AddFilter />}
      <SortedBy />
      <ColumnChooser {...chooser} />
    </div>
  );
}

function SortedBy(): ReactNode {
  const table = useTable();
  const sort = useTablePart((part) => part.state.applied.sort);
  if (sort.length === 0) return null;
  const names = sort.map(([name]) => table.column(name)?.label ?? name);
  return (
    <Button
      size="xs"
      variant="subtle"
      color="gray"
      className="rx-tools-sort"
      leftSection={<IconArrowsSort size={16} aria-hidden />}
      aria-label={`Sorted by ${names.join(", ")}. Take the sort away`}
      onClick={() => table.setSort([])}
    >
      {names.join(", ")}
    </Button>
  );
}
