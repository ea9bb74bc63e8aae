import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice, Total } from "../../protocol/rows.ts";

const pageSize = 30;

/** Choices of a reference, page by page. */
export interface ChoicesView {
  readonly choices: readonly Choice[];
  /** How many there are; undefined until it is known. */
  readonly total: Total | undefined;
  readonly isLoading: boolean;
  /** Do the choices answer what is typed now? Until then Enter is to choose none of them. */
  readonly isCurrent: boolean;
  /** Why they could not be asked; the choices are then those of before. */
  readonly error: string | undefined;
  /** Asks for the next page, where there is one. */
  readonly more: () => void;
}

/** Asks the server for rows that a reference may point to, by what is typed, while `isOpen`. Answers to older words are dropped. */
export function useChoices(rows: RowsRef, column: string, search: string, isOpen: boolean): ChoicesView {
  const client = useClient();
  const [found, setFound] = useState<Found>({ choices: [], total: undefined, search: undefined });
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<string>();
  const question = useRef(0);
  const { state, name } = rows;

  const ask = useCallback(
    async (from: number): Promise<void> => {
      const mine = ++question.current;
      setLoading(true);
      try {
        const answer = await client.rows.choices(state, name, {
          type: "lookup",
          col: column,
          ...(search.trim() === "" ? {} : { search: search.trim() }),
          from,
          count: pageSize,
        });
        if (mine !== question.current) return;
        setError(undefined);
        setFound((before) => ({
          choices: from === 0 ? answer.choices : [...before.choices, ...answer.choices],
          total: answer.total,
          search,
        }));
      } catch (thrown) {
        if (mine === question.current) setError(thrown instanceof Error ? thrown.message : String(thrown));
      }
      if (mine === question.current) setLoading(false);
    },
    [client, state, name, column, search],
  );

  useEffect(() => {
    if (!isOpen) return;
    const timer = setTimeout(() => void ask(0), search === "" ? 0 : 120);
    return () => clearTimeout(timer);
  }, [ask, isOpen, search]);

  const more = useCallback((): void => {
    const { choices, total } = found;
    if (!isLoading && total !== undefined && choices.length < total.count) void ask(choices.length);
  }, [ask, found, isLoading]);

  const { choices, total } = found;
  return { choices, total, isLoading, isCurrent: found.search === search, error, more };
}

interface Found extends Pick<ChoicesView, "choices" | "total"> {
  /** What they answer. */
  readonly search: string | undefined;
}
