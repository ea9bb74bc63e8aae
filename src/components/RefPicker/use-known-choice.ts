import { useEffect, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice } from "../../protocol/rows.ts";

/** The name of the row with this key: the one given where it fits, else asked for once. */
export function useKnownChoice(
  rows: RowsRef,
  column: string,
  key: string | number | null,
  known: Choice | undefined,
): Choice | undefined {
  const client = useClient();
  const [asked, setAsked] = useState<Choice>();
  const given = known?.value === key ? known : undefined;
  const isKnown = key === null || given !== undefined || asked?.value === key;
  const { state, name } = rows;
  useEffect(() => {
    if (isKnown || key === null) return;
    let isOver = false;
    const keep = ([choice]: readonly Choice[]): void => {
      if (!isOver && choice !== undefined) setAsked(choice);
    };
    // Without an answer the key itself stays to be seen; the picker says why when it is opened.
    client.rows.choices(state, name, { type: "lookup", col: column, from: 0, count: 1, key }).then(
      ({ choices }) => keep(choices),
      () => keep([{ value: key, label: `#${key}` }]),
    );
    return () => {
      isOver = true;
    };
  }, [client, state, name, column, key, isKnown]);
  if (key === null) return undefined;
  return given ?? (asked?.value === key ? asked : undefined);
}
