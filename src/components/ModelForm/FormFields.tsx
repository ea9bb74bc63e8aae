import { Fragment, type ReactNode } from "react";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { FormField } from "../../protocol/form.ts";
import type { Choice } from "../../protocol/rows.ts";
import { RefPicker } from "../RefPicker/RefPicker.tsx";
import { FieldInput } from "./FieldInput.tsx";
import type { FieldLook } from "./field-look.ts";
import "./form-fields.css";
import type { ModelFormView } from "./use-model-form.ts";

/** Looks of fields by the name of their column. */
export type FieldLooks = Readonly<Record<string, FieldLook>>;

/** Offers "New …" in the picker of a reference. `chosen` takes the new row over. */
export type NewReference = (
  field: FormField,
  typed: string,
  chosen: (key: string | number, choice: Choice) => void,
) => void;

/** Props of FormFields. */
export interface FormFieldsProps {
  readonly form: ModelFormView;
  readonly fields: readonly FormField[];
  readonly rows: RowsRef;
  readonly isNew: boolean;
  readonly looks?: FieldLooks | undefined;
  /** Names of the rows that references point to. */
  readonly known?: Readonly<Record<string, Choice | undefined>> | undefined;
  /** References whose rows can be made from here: their label, and what opens the form. */
  readonly newLabels?: Readonly<Record<string, string>> | undefined;
  readonly onNew?: NewReference | undefined;
}

/** The fields of a form in two columns, each marked by itself when it was changed. */
export function FormFields(props: FormFieldsProps): ReactNode {
  const { fields, form, looks = {} } = props;
  return (
    <div className="rx-form-grid">
      {fields.map((field, index) => {
        const look = looks[field.name] ?? {};
        const isWide = look.wide ?? wideKinds.has(field.kind);
        return (
          <Fragment key={field.name}>
            {look.section !== undefined && <h3 className="rx-form-section">{look.section}</h3>}
            <div className="rx-field" data-wide={isWide || undefined} data-kind={field.kind} data-field={field.name}>
              <FieldMark form={form} name={field.name} isNew={props.isNew} />
              <FieldControl {...props} field={field} look={look} isFirst={index === 0} />
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

const wideKinds = new Set<FormField["kind"]>(["ref", "longText", "json"]);

function FieldMark({
  form,
  name,
  isNew,
}: {
  readonly form: ModelFormView;
  readonly name: string;
  readonly isNew: boolean;
}): ReactNode {
  if (form.draft.moved.has(name)) return <span className="rx-field-mark">Changed by somebody else, too</span>;
  if (isNew || !form.changed.includes(name)) return null;
  return <span className="rx-field-mark">Changed</span>;
}

function FieldControl({
  field,
  look,
  form,
  rows,
  known,
  newLabels,
  onNew,
  isFirst,
}: FormFieldsProps & {
  readonly field: FormField;
  readonly look: FieldLook;
  /** It has the focus when the form opens. */
  readonly isFirst: boolean;
}): ReactNode {
  const { name } = field;
  const value = form.draft.values[name];
  if (field.kind !== "ref") {
    return (
      <FieldInput
        field={field}
        value={value}
        error={form.errors[name]}
        look={look}
        isDisabled={form.isSaving}
        isFirst={isFirst}
        onChange={(typed) => form.set(name, typed)}
        onBlur={() => form.leave(name)}
      />
    );
  }
  const newLabel = newLabels?.[name];
  return (
    <RefPicker
      rows={rows}
      column={name}
      label={field.label}
      value={typeof value === "number" || typeof value === "string" ? value : null}
      known={known?.[name]}
      required={field.required}
      error={form.errors[name]}
      description={look.help ?? field.help}
      disabled={form.isSaving}
      isFirst={isFirst}
      onChange={(key) => form.set(name, key)}
      onNew={
        newLabel === undefined || onNew === undefined
          ? undefined
          : { label: newLabel, open: (typed) => onNew(field, typed, (key) => form.set(name, key)) }
      }
    />
  );
}
