import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { CsvLook, CsvTarget } from "../../../protocol/crud.ts";
import { missingLabels, targetChoices, targetValue, usableKeys, type ImportFields } from "./targets.ts";
import type { ImportView } from "./use-import.ts";

/** Props of ImportMapping. */
export interface ImportMappingProps {
  readonly fields: ImportFields;
  readonly look: CsvLook;
  readonly view: ImportView;
  readonly isDisabled: boolean;
}

/** Where each column of the file goes, with a few of its values, and how rows that are there are found. */
export function ImportMapping({ fields, look, view, isDisabled }: ImportMappingProps): ReactNode {
  const missing = missingLabels(fields, view.columns);
  return (
    <>
      <div className="rx-import-scroll">
        <table className="rx-import-table">
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">For example</th>
              <th scope="col">Goes to</th>
            </tr>
          </thead>
          <tbody>
            {look.header.map((name, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- two columns of a file may have one name, and none moves
              <tr key={at}>
                <th scope="row">{name}</th>
                <td>{look.sample.map((row) => row[at] ?? "").find((text) => text !== "")}</td>
                <td>
                  <Target name={name} at={at} fields={fields} view={view} isDisabled={isDisabled} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <KeyChoice fields={fields} view={view} isDisabled={isDisabled} />
      {missing.length > 0 && (
        <p className="rx-import-note">A new row needs {missing.join(", ")}: no column of the file goes there.</p>
      )}
    </>
  );
}

function Target({
  name,
  at,
  fields,
  view,
  isDisabled,
}: Omit<ImportMappingProps, "look"> & { readonly name: string; readonly at: number }): ReactNode {
  const taken = new Set(
    view.columns.flatMap((target, other) => (target === null || other === at ? [] : [target.field])),
  );
  const choices = targetChoices(fields);
  const set = (value: string | null): void => {
    const target: CsvTarget | undefined = choices.find((choice) => targetValue(choice.target) === value)?.target;
    view.setTarget(at, target ?? null);
  };
  return (
    <Select
      size="xs"
      aria-label={`${name} goes to`}
      placeholder="Left out"
      clearable
      searchable
      disabled={isDisabled}
      data={choices.map(({ target, label }) => ({
        value: targetValue(target),
        label,
        disabled: taken.has(target.field),
      }))}
      value={targetValue(view.columns[at] ?? null) || null}
      onChange={set}
    />
  );
}

/** Only where the file has a key: without one there is nothing to choose. */
function KeyChoice({ fields, view, isDisabled }: Omit<ImportMappingProps, "look">): ReactNode {
  const keys = usableKeys(fields, view.columns);
  if (keys.length === 0) return null;
  const labelOf = (name: string): string => fields.fields.find((field) => field.name === name)?.label ?? name;
  const none = { value: "", label: "Make all rows new" };
  return (
    <Select
      label="Rows that are there already"
      allowDeselect={false}
      disabled={isDisabled}
      data={[
        none,
        ...keys.map((key) => ({
          value: key.join("\0"),
          label: `Change those with the same ${key.map(labelOf).join(", ")}`,
        })),
      ]}
      value={view.key?.join("\0") ?? ""}
      onChange={(value) => view.setKey(keys.find((key) => key.join("\0") === value))}
    />
  );
}
