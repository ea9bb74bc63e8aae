import { Checkbox } from "@mantine/core";
import type { ReactNode } from "react";
import type { CsvOutcome } from "../../../protocol/crud.ts";
import type { FormMessage } from "../../../protocol/form.ts";
import { outcomeText } from "./import-text.ts";
import type { ImportFields } from "./targets.ts";
import type { ImportView } from "./use-import.ts";

/** Props of ImportOutcome. */
export interface ImportOutcomeProps {
  readonly form: FormMessage;
  readonly fields: ImportFields;
  readonly outcome: CsvOutcome;
  readonly view: ImportView;
}

/** What an import would do, and what keeps which rows from it. Nothing is written yet. */
export function ImportOutcome({ form, fields, outcome, view }: ImportOutcomeProps): ReactNode {
  const { errors, failed, gaveUp } = outcome;
  const labelOf = (name: string | undefined): string => fields.fields.find((field) => field.name === name)?.label ?? "";
  return (
    <>
      <p className="rx-import-note rx-numbers" role="status">
        <strong>{outcomeText(form, outcome)}</strong>
        {" · nothing is written yet"}
      </p>
      {errors.length > 0 && (
        <div className="rx-import-scroll">
          <table className="rx-import-table">
            <thead>
              <tr>
                <th scope="col">Line</th>
                <th scope="col">Column</th>
                <th scope="col">Found</th>
                <th scope="col">What is wrong</th>
              </tr>
            </thead>
            <tbody>
              {errors.map(({ line, field, found, message }) => (
                <tr key={line}>
                  <td className="rx-numbers">{line.toLocaleString("en")}</td>
                  <td>{labelOf(field)}</td>
                  <td>{found}</td>
                  <td className="rx-import-error">{message}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {failed > errors.length && <p className="rx-import-note">These are the first {errors.length} of them.</p>}
      {gaveUp === true && (
        <p className="rx-import-problem" role="alert">
          So many rows have errors that the rest was not looked at. Mend the file, or choose other columns.
        </p>
      )}
      {failed > 0 && gaveUp !== true && failed < outcome.rows && (
        <Checkbox
          label={
            failed === 1
              ? "Leave out the row with an error"
              : `Leave out the ${failed.toLocaleString("en")} rows with errors`
          }
          disabled={view.progress !== undefined}
          checked={view.skips}
          onChange={(event) => view.setSkips(event.currentTarget.checked)}
        />
      )}
    </>
  );
}
