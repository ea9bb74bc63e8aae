import { NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { DatePickerInput, DateTimePicker } from "@mantine/dates";
import { IconCalendar } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { FormField } from "../../protocol/form.ts";
import { StatusMark } from "../StatusMark/StatusMark.tsx";
import { toneOf } from "../StatusMark/tone-of.ts";
import { wordOf } from "../StatusMark/word-of.ts";
import { fromText, toText } from "./field-text.ts";
import type { FieldLook } from "./field-look.ts";

/** Props of FieldInput. */
export interface FieldInputProps {
  readonly field: FormField;
  readonly value: unknown;
  readonly error: string | undefined;
  readonly look: FieldLook;
  readonly isDisabled: boolean;
  readonly isFirst: boolean;
  readonly onChange: (value: unknown) => void;
  readonly onBlur: () => void;
}

/** The control of one field, by the kind of its column. References have a picker of their own. */
export function FieldInput(props: FieldInputProps): ReactNode {
  const { field, value, look, onChange } = props;
  const common = {
    name: field.name,
    label: field.label,
    // The star only: the browser's own bubble would speak before the form does.
    withAsterisk: field.required === true && field.kind !== "boolean",
    error: props.error,
    description: look.help ?? field.help,
    inputWrapperOrder: ["label", "input", "description", "error"] satisfies (
      "label" | "input" | "description" | "error"
    )[],
    disabled: props.isDisabled,
    onBlur: props.onBlur,
    "data-autofocus": props.isFirst || undefined,
  };
  const toChoose = { ...common, placeholder: "Choose …" };
  switch (field.kind) {
    case "boolean":
      return <SwitchField {...props} />;
    case "oneOf":
      return <ChoiceField {...props} common={toChoose} />;
    case "date":
      return (
        <DatePickerInput
          {...toChoose}
          value={typeof value === "string" && value !== "" ? value : null}
          onChange={onChange}
          clearable={field.required !== true}
          leftSection={<IconCalendar size={16} aria-hidden />}
          valueFormatter={({ date }) => (typeof date === "string" ? dayText(date) : "")}
        />
      );
    case "timestamp":
      return (
        <DateTimePicker
          {...toChoose}
          value={value instanceof Date && !Number.isNaN(value.getTime()) ? value : null}
          onChange={(text) => onChange(text === null ? null : new Date(text.replace(" ", "T")))}
          clearable={field.required !== true}
          leftSection={<IconCalendar size={16} aria-hidden />}
          valueFormat="MMM DD, YYYY HH:mm"
        />
      );
    case "integer":
    case "real":
    case "decimal":
      return (
        <NumberInput
          {...common}
          className="rx-field-number rx-numbers"
          value={value === null || value === undefined ? "" : String(value)}
          onChange={(typed) => onChange(fromText(field, String(typed)))}
          valueIsNumericString
          allowDecimal={field.kind !== "integer"}
          thousandSeparator=","
          {...(field.kind === "decimal" && field.scale !== undefined && { decimalScale: field.scale })}
          {...(look.prefix !== undefined && { prefix: look.prefix })}
          {...(look.suffix !== undefined && { suffix: look.suffix })}
        />
      );
    case "longText":
    case "json":
      return (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={12}
          value={toText(value)}
          onChange={(event) => onChange(fromText(field, event.currentTarget.value))}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          value={toText(value)}
          onChange={(event) => onChange(fromText(field, event.currentTarget.value))}
          autoComplete="off"
        />
      );
  }
}

function SwitchField({ field, value, error, look, isDisabled, isFirst, onChange, onBlur }: FieldInputProps): ReactNode {
  const words = look.help ?? field.help;
  return (
    <div className="rx-field-switch">
      <span className="mantine-InputWrapper-label" aria-hidden>
        {field.label}
      </span>
      <Switch
        name={field.name}
        aria-label={field.label}
        label={words ?? (value === true ? "Yes" : "No")}
        checked={value === true}
        error={error}
        disabled={isDisabled}
        data-autofocus={isFirst || undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
        onBlur={onBlur}
      />
    </div>
  );
}

function ChoiceField({ field, value, onChange, common }: FieldInputProps & { readonly common: object }): ReactNode {
  const chosen = typeof value === "string" ? value : null;
  return (
    <Select
      {...common}
      data={(field.choices ?? []).map((choice) => ({ value: choice, label: wordOf(choice) }))}
      value={chosen}
      onChange={onChange}
      clearable={field.required !== true}
      allowDeselect={false}
      renderOption={({ option }) => <StatusMark value={option.value} plain />}
      leftSection={chosen !== null && <span className="rx-tone-dot" data-tone={toneOf(chosen)} aria-hidden />}
      leftSectionWidth={28}
    />
  );
}

function dayText(day: string): string {
  const [year = 0, month = 1, date = 1] = day.slice(0, 10).split("-").map(Number);
  return new Date(year, month - 1, date).toLocaleDateString(undefined, {
    year: "numeric",
    month: "short",
    day: "2-digit",
  });
}
