import { Button, Popover, Switch } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { DataTableProps } from "../data-table-props.ts";
import { useTable, useTablePart } from "../use-table.ts";
import type { HiddenColumns } from "./use-hidden-columns.ts";

/** Props of ColumnChooser. */
export interface ColumnChooserProps {
  /** As the app has them: what it leaves out cannot be chosen. */
  readonly looks: NonNullable<DataTableProps["columns"]>;
  readonly columns: HiddenColumns;
}

/** Shows and hides columns. One always stays, and so does one with an edit that is not saved. */
export function ColumnChooser({ looks, columns: [hidden, setHidden] }: ColumnChooserProps): ReactNode {
  const table = useTable();
  const all = useTablePart((part) => part.columns).filter(({ name }) => looks[name]?.hidden !== true);
  const hasEdits = useTablePart((part) => part.edits.counts.saving + part.edits.counts.refused > 0);
  const shown = all.filter(({ name }) => !hidden.includes(name));
  const edited = hasEdits ? Array.from(table.edits.places(), (place) => place.slice(place.indexOf(" ") + 1)) : [];
  return (
    <Popover position="bottom-end" offset={4} width={240} trapFocus withinPortal>
      <Popover.Target>
        <Button
          className="rx-tools-columns"
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconColumns3 size={16} aria-hidden />}
          rightSection={<span className="rx-numbers">{shown.length}</span>}
        >
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown className="rx-columns" aria-label="Columns">
        {all.map(({ name, label }) => {
          const isShown = !hidden.includes(name);
          return (
            <Switch
              key={name}
              size="xs"
              labelPosition="left"
              label={looks[name]?.label ?? label}
              checked={isShown}
              disabled={isShown && (shown.length === 1 || edited.includes(name))}
              onChange={() => setHidden(isShown ? [...hidden, name] : hidden.filter((other) => other !== name))}
            />
          );
        })}
      </Popover.Dropdown>
    </Popover>
  );
}
