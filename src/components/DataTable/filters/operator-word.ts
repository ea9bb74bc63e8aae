import type { ColumnKind } from "../../../protocol/rows.ts";
import type { Condition } from "./filter-model.ts";

/** What a way to filter is called on its button. */
export function operatorWord(kind: ColumnKind, op: Condition["op"]): string {
  const isTime = kind === "date" || kind === "timestamp";
  switch (op) {
    case "between":
      return "Between";
    case "gte":
      return isTime ? "From" : "At least";
    case "lte":
      return isTime ? "Until" : "At most";
    case "contains":
      return "Contains";
    case "notContains":
      return "Without";
    case "startsWith":
      return "Begins with";
    case "endsWith":
      return "Ends with";
    case "eq":
    case "in":
      return "Is";
    case "blank":
      return "Empty";
    case "notBlank":
      return "Not empty";
  }
}
