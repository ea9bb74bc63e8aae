const format = new Intl.NumberFormat(undefined, { style: "currency", currency: "USD" });

/** An amount as this reader writes it: `$1,204.50`. */
export function money(amount: string | null): string {
  return amount === null ? "" : format.format(Number(amount));
}
