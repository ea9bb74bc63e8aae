/** The words of a name, in lower case: `OrderDetails`, `order_details` and `Order Details` are the same two. */
export function toWords(name: string): readonly string[] {
  return name
    .normalize("NFC")
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}
