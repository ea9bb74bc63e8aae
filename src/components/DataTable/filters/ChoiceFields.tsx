import { Checkbox, Loader, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import type { Choice } from "../../../protocol/rows.ts";
import { decodeValue } from "../../../protocol/decode-value.ts";
import { totalText } from "../../RefPicker/total-text.ts";
import { StatusMark } from "../../StatusMark/StatusMark.tsx";
import { useTable } from "../use-table.ts";
import type { FilterFieldsProps } from "./filter-fields-props.ts";

const pageSize = 50;

interface Found {
  readonly choices: readonly Choice[];
  readonly count: string;
  readonly error?: string;
}

/** Values to choose from, those that are there; of a reference, the rows that it may point to. Searched on the server. */
export function ChoiceFields({ column, draft, onChange }: FilterFieldsProps): ReactNode {
  const [search, setSearch] = useState("");
  const found = useValues(column.name, column.kind === "ref", search);
  const isChosen = (value: unknown): boolean => draft.chosen.some((one) => one.value === value);
  const toggle = ({ value, label }: { readonly value: unknown; readonly label: string }): void => {
    const chosen = isChosen(value)
      ? draft.chosen.filter((one) => one.value !== value)
      : [...draft.chosen, { value, label }];
    onChange({ ...draft, chosen });
  };
  // What is chosen stays in sight, whatever is searched.
  const hidden = draft.chosen.filter(({ value }) => !found?.choices.some((choice) => choice.value === value));
  return (
    <div className="rx-filter-choices">
      <TextInput
        size="xs"
        leftSection={found === undefined ? <Loader size={14} /> : <IconSearch size={16} aria-hidden />}
        placeholder="Search"
        aria-label={`Search ${column.label}`}
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          const [first] = found?.choices ?? [];
          if (event.key !== "Enter" || search === "" || first === undefined) return;
          event.preventDefault();
          if (!isChosen(first.value)) toggle(first);
          setSearch("");
        }}
      />
      <div className="rx-filter-values">
        {[...hidden, ...(found?.choices ?? [])].map((choice) => (
          <Checkbox
            key={String(choice.value)}
            size="xs"
            checked={isChosen(choice.value)}
            onChange={() => toggle(choice)}
            label={
              <span className="rx-filter-value">
                {column.kind === "oneOf" ? <StatusMark value={choice.label} plain /> : choice.label}
                {"detail" in choice && typeof choice.detail === "string" && (
                  <span className="rx-numbers">{choice.detail}</span>
                )}
              </span>
            }
          />
        ))}
        {found?.error !== undefined && <p role="alert">{found.error}</p>}
        {found?.choices.length === 0 && found.error === undefined && <p>Nothing matches.</p>}
      </div>
      <p className="rx-numbers" role="status">
        {draft.chosen.length} chosen{found === undefined ? "" : ` · ${found.count} found`}
      </p>
    </div>
  );
}

/** Values of the column, undefined while they are asked for the first time. */
function useValues(col: string, isRef: boolean, search: string): Found | undefined {
  const table = useTable();
  const [found, setFound] = useState<Found>();
  const { client } = table;
  const { state, name } = table.ref;
  useEffect(() => {
    let isOver = false;
    const text = search.trim();
    const ask = async (): Promise<void> => {
      try {
        const { choices, total } = await client.rows.choices(state, name, {
          type: isRef ? "lookup" : "values",
          col,
          ...(text === "" ? {} : { search: text }),
          from: 0,
          count: pageSize,
        });
        const decoded = choices.map((choice) => ({ ...choice, value: decodeValue(choice.value) }));
        if (!isOver) setFound({ choices: decoded, count: totalText(total) });
      } catch (thrown) {
        const error = thrown instanceof Error ? thrown.message : String(thrown);
        if (!isOver) setFound({ choices: [], count: "0", error });
      }
    };
    const timer = setTimeout(() => void ask(), text === "" ? 0 : 120);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [client, state, name, col, isRef, search]);
  return found;
}
