import { Button, SegmentedControl } from "@mantine/core";
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import type { ColumnDescription } from "../../../protocol/rows.ts";
import { useTable } from "../use-table.ts";
import { ChoiceFields } from "./ChoiceFields.tsx";
import "./filters.css";
import { emptyDraft, toCondition, toDraft } from "./filter-draft.ts";
import { operatorsOf, type Condition } from "./filter-model.ts";
import { operatorWord } from "./operator-word.ts";
import { RangeFields } from "./RangeFields.tsx";
import type { FilterFieldsProps } from "./filter-fields-props.ts";
import { TextFields } from "./TextFields.tsx";

/** One column's filter: how, with what, and Apply. Nothing is asked before. */
export function FilterForm({
  column,
  condition,
  onClose,
}: {
  readonly column: ColumnDescription;
  readonly condition: Condition | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const table = useTable();
  const operators = operatorsOf(column);
  const [draft, setDraft] = useState(() => (condition === undefined ? emptyDraft(column) : toDraft(condition)));
  const made = toCondition(column, draft);
  const form = useRef<HTMLFormElement>(null);
  // The popover may have been open already, for the choice of the column.
  useEffect(() => form.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus(), []);
  const apply = (event: FormEvent): void => {
    event.preventDefault();
    if (!made.ok) return;
    if (made.condition === undefined) table.removeCondition(column.name);
    else table.setCondition(made.condition);
    onClose();
  };
  return (
    <form ref={form} onSubmit={apply} aria-label={`Filter by ${column.label.toLowerCase()}`}>
      <div className="rx-filter-body">
        <h3>Filter by {column.label.toLowerCase()}</h3>
        {operators.length > 1 && (
          <SegmentedControl
            fullWidth
            size="xs"
            data={operators.map((op) => ({ value: op, label: operatorWord(column.kind, op) }))}
            value={draft.op}
            onChange={(op) => setDraft({ ...draft, op })}
            aria-label="How"
          />
        )}
        <Fields column={column} draft={draft} onChange={setDraft} />
        {!made.ok && made.reason !== undefined && (
          <p className="rx-filter-reason" role="alert">
            {made.reason}
          </p>
        )}
      </div>
      <div className="rx-filter-foot">
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          onClick={() => {
            table.removeCondition(column.name);
            onClose();
          }}
        >
          Clear
        </Button>
        <span />
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" type="submit" disabled={!made.ok}>
          Apply
        </Button>
      </div>
    </form>
  );
}

function Fields(props: FilterFieldsProps): ReactNode {
  switch (props.draft.op) {
    case "in":
      return <ChoiceFields {...props} />;
    case "between":
    case "gte":
    case "lte":
      return <RangeFields {...props} />;
    case "eq":
    case "contains":
    case "notContains":
    case "startsWith":
    case "endsWith":
      return <TextFields {...props} />;
    default:
      return null;
  }
}
