import type { CustomHeaderProps } from "ag-grid-react";
import { Menu, UnstyledButton } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowsSort,
  IconArrowUp,
  IconArrowAutofitWidth,
  IconChevronDown,
  IconFilter,
  IconX,
} from "@tabler/icons-react";
import { useEffect, useRef, type MouseEvent, type ReactNode } from "react";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { isNumeric } from "../cells/cell-text.ts";
import { KeyHint } from "../../KeyHint/KeyHint.tsx";
import { clickSort, sortMark, sortWords, withSort, type SortMark } from "../sort-model.ts";
import type { Table } from "../table.ts";
import { TableContext, useTable, useTablePart } from "../use-table.ts";

/** A column's header: a click sorts by it, the menu has the rest. The arrow moves when the rows have. */
export function HeaderCell(
  props: CustomHeaderProps & { readonly column_: ColumnDescription; readonly table: Table },
): ReactNode {
  return (
    <TableContext value={props.table}>
      <Header {...props} />
    </TableContext>
  );
}

function Header({
  column_: column,
  displayName,
  api,
  column: gridColumn,
}: CustomHeaderProps & { readonly column_: ColumnDescription }): ReactNode {
  const table = useTable();
  const root = useRef<HTMLDivElement>(null);
  const sort = useTablePart((part) => part.state.applied.sort);
  const mark = sortMark(sort, column.name);
  const direction = mark?.direction;
  const hasMenu = column.sort === true || column.filter === true;
  useEffect(() => {
    const cell = root.current?.closest("[role=columnheader]");
    // Its own words, not those of the buttons in it.
    cell?.setAttribute("aria-label", displayName);
    cell?.setAttribute(
      "aria-sort",
      direction === undefined ? "none" : direction === "asc" ? "ascending" : "descending",
    );
    if (hasMenu) cell?.setAttribute("aria-keyshortcuts", "Alt+ArrowDown Shift+F10");
    // Where the columns come anew, the grid writes its own.
  }, [direction, displayName, column, hasMenu]);
  const click = (event: MouseEvent): void => {
    if (column.sort === true) table.setSort(clickSort(table.sort, column.name, event.shiftKey));
  };
  return (
    <div className="rx-header" ref={root} data-number={isNumeric(column.kind) || undefined}>
      <UnstyledButton className="rx-header-name" onClick={click} tabIndex={-1} disabled={column.sort !== true}>
        <span className="rx-header-label">{displayName}</span>
        {mark !== undefined && <Arrow mark={mark} />}
      </UnstyledButton>
      {hasMenu && (
        <HeaderMenu column={column} label={displayName} mark={mark} onFit={() => api.autoSizeColumns([gridColumn])} />
      )}
    </div>
  );
}

function Arrow({ mark }: { readonly mark: SortMark }): ReactNode {
  const Icon = mark.direction === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <span className="rx-header-arrow">
      <Icon size={14} aria-hidden />
      {mark.place}
    </span>
  );
}

function HeaderMenu({
  column,
  label,
  mark,
  onFit,
}: {
  readonly column: ColumnDescription;
  readonly label: string;
  readonly mark: SortMark | undefined;
  readonly onFit: () => void;
}): ReactNode {
  const table = useTable();
  const words = sortWords(column.kind);
  const { name } = column;
  const isOnlyThis = useTablePart((part) => part.sort.length === 1) && mark !== undefined;
  return (
    <Menu position="bottom-end" offset={4} width={216} withinPortal>
      <Menu.Target>
        <UnstyledButton className="rx-header-menu" aria-label={`${label}: sort and filter`} tabIndex={-1}>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      {/* The key that opened it asks the browser for a menu of its own, too. */}
      <Menu.Dropdown onContextMenu={(event) => event.preventDefault()}>
        {column.sort === true && (
          <>
            <Menu.Item leftSection={<IconArrowUp size={16} />} onClick={() => table.setSort([[name, "asc"]])}>
              {words.asc}
            </Menu.Item>
            <Menu.Item leftSection={<IconArrowDown size={16} />} onClick={() => table.setSort([[name, "desc"]])}>
              {words.desc}
            </Menu.Item>
            {mark === undefined || isOnlyThis ? (
              <Menu.Item
                leftSection={<IconArrowsSort size={16} />}
                rightSection={<KeyHint>⇧ Click</KeyHint>}
                disabled={isOnlyThis}
                onClick={() => table.setSort(withSort(table.sort, name, "asc"))}
              >
                Add to sort
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconX size={16} />}
                onClick={() => table.setSort(withSort(table.sort, name, undefined))}
              >
                Take out of sort
              </Menu.Item>
            )}
            <Menu.Divider />
          </>
        )}
        {column.filter === true && (
          <>
            <Menu.Item leftSection={<IconFilter size={16} />} onClick={() => table.openFilter(name)}>
              Filter by {label.toLowerCase()} …
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item leftSection={<IconArrowAutofitWidth size={16} />} onClick={onFit}>
          Fit to content
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
