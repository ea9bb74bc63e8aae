import { useEffect, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice } from "../../protocol/rows.ts";

/** The row with this key, with its second line: asked for once; until then the name that is given, where it fits. */
export function useKnownChoice(
  rows: RowsRef,
  column: string,
  key: string | number | null,
  known: Choice | undefined,
): Choice | undefined {
  const client = useClient();
  const [asked, setAsked] = useState<Choice>();
  const given = known?.value === key ? known : undefined;
  const isKnown = key === null || given?.detail !== undefined || asked?.value === key;
  const { state, name } = rows;
  useEffect(() => {
    if (isKnown || key === null) return;
    let isOver = false;
    const keep = (choice: Choice | undefined): void => {
      // Without an answer the name, or the key itself, stays to be seen; the picker says why when it is opened.
      if (!isOver) setAsked(choice ?? given ?? { value: key, label: `#${key}` });
    };
    client.rows.choices(state, name, { type: "lookup", col: column, from: 0, count: 1, key }).then(
      ({ choices }) => keep(choices[0]),
      () => keep(undefined),
    );
    return () => {
      isOver = true;
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- a name that is given stands in for an answer, it asks nothing
  }, [client, state, name, column, key, isKnown]);
  if (key === null) return undefined;
  return asked?.value === key ? asked : given;
}
