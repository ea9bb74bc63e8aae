import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { FilterFieldsProps } from "./filter-fields-props.ts";

/** From and to: numbers, amounts, days. */
export function RangeFields({ column, draft, onChange }: FilterFieldsProps): ReactNode {
  const isTime = column.kind === "date" || column.kind === "timestamp";
  const input = isTime
    ? ({ type: "date" } as const)
    : ({ type: "text", inputMode: "decimal", className: "rx-filter-number rx-numbers", placeholder: "Any" } as const);
  return (
    <div className="rx-filter-pair">
      {draft.op !== "lte" && (
        <TextInput
          {...input}
          label={isTime ? "From" : draft.op === "gte" ? "At least" : "From"}
          value={draft.from}
          data-autofocus
          onChange={(event) => onChange({ ...draft, from: event.currentTarget.value })}
        />
      )}
      {draft.op !== "gte" && (
        <TextInput
          {...input}
          label={isTime ? "Until" : draft.op === "lte" ? "At most" : "To"}
          value={draft.to}
          onChange={(event) => onChange({ ...draft, to: event.currentTarget.value })}
        />
      )}
    </div>
  );
}
