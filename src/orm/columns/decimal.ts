import { RxError } from "../../errors/rx-error.ts";
import type { Decimal } from "../decimal.ts";
import type { ColumnOptions } from "./column-spec.ts";
import { PortableColumn } from "./portable-column.ts";

type Config = {
  name: "";
  dataType: "string";
  columnType: "PgNumeric";
  data: Decimal;
  driverParam: unknown;
  enumValues: undefined;
};

/**
 * An exact decimal number, for money: text with `scale` digits behind the point.
 *
 * @param options.precision digits in all, 1 to 15: as many as SQLite keeps exact.
 */
export function decimal(
  options: ColumnOptions & { readonly precision: number; readonly scale: number },
): PortableColumn<Config> {
  const { precision, scale } = options;
  if (!Number.isInteger(precision) || precision < 1 || precision > 15)
    throw new RxError("COLUMN_OPTION_INVALID", { what: "`precision` of decimal() from 1 to 15", found: precision });
  if (!Number.isInteger(scale) || scale < 0 || scale > precision)
    throw new RxError("COLUMN_OPTION_INVALID", {
      what: `\`scale\` of decimal() from 0 to its precision ${precision}`,
      found: scale,
    });
  return new PortableColumn("decimal", options);
}
