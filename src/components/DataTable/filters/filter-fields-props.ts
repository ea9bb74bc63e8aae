import type { ColumnDescription } from "../../../protocol/rows.ts";
import type { FilterDraft } from "./filter-draft.ts";

/** Props of the fields of a filter. */
export interface FilterFieldsProps {
  readonly column: ColumnDescription;
  readonly draft: FilterDraft;
  readonly onChange: (draft: FilterDraft) => void;
}
