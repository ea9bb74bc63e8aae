import { SegmentedControl, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { FilterFieldsProps } from "./filter-fields-props.ts";

/** A text, a number of a row, or yes and no. */
export function TextFields({ column, draft, onChange }: FilterFieldsProps): ReactNode {
  if (column.kind === "boolean") {
    return (
      <SegmentedControl
        fullWidth
        size="xs"
        data={[
          { value: "", label: "Any" },
          { value: "true", label: "Yes" },
          { value: "false", label: "No" },
        ]}
        value={draft.from}
        onChange={(from) => onChange({ ...draft, from })}
        aria-label={column.label}
      />
    );
  }
  return (
    <TextInput
      label={column.label}
      value={draft.from}
      maxLength={256}
      data-autofocus
      onChange={(event) => onChange({ ...draft, from: event.currentTarget.value })}
    />
  );
}
