import { Combobox, InputBase, Loader, useCombobox } from "@mantine/core";
import { IconPlus, IconSearch, IconSelector } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice } from "../../protocol/rows.ts";
import { ChoiceLine } from "./ChoiceLine.tsx";
import "./ref-picker.css";
import { totalText } from "./total-text.ts";
import { useChoices, type ChoicesView } from "./use-choices.ts";
import { useKnownChoice } from "./use-known-choice.ts";

/** Props of RefPicker. */
export interface RefPickerProps {
  readonly rows: RowsRef;
  /** The reference's column. */
  readonly column: string;
  readonly label: string;
  /** The key that it points to. */
  readonly value: string | number | null;
  /** Its name, where it is known without asking. */
  readonly known?: Choice | undefined;
  readonly onChange: (key: string | number | null, choice: Choice | undefined) => void;
  readonly required?: boolean | undefined;
  readonly error?: string | undefined;
  readonly description?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** It has the focus when its form opens. */
  readonly isFirst?: boolean | undefined;
  /** Offers "New …"; gets what was typed into the search. */
  readonly onNew?: { readonly label: string; readonly open: (typed: string) => void } | undefined;
}

/** Chooses the row that a reference points to: searches and pages on the server, shows name, second line and key. */
export function RefPicker(props: RefPickerProps): ReactNode {
  const { rows, column, label, value, onChange, required, onNew } = props;
  const [search, setSearch] = useState("");
  const box = useCombobox({
    onDropdownOpen: () => box.focusSearchInput(),
    onDropdownClose: () => {
      box.resetSelectedOption();
      setSearch("");
      box.focusTarget();
    },
  });
  const found = useChoices(rows, column, search, box.dropdownOpened);
  const chosen = useKnownChoice(rows, column, value, props.known);
  const firstKey = String(found.choices[0]?.value ?? "");
  useEffect(() => {
    // Enter chooses what answers the words that were typed, never a choice of the words before.
    if (!found.isCurrent) box.resetSelectedOption();
    else if (firstKey !== "") box.selectFirstOption();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is another object at each draw; a new answer is what moves the mark
  }, [found.isCurrent, firstKey]);

  const choose = (text: string): void => {
    const choice = found.choices.find((one) => String(one.value) === text);
    if (choice !== undefined) onChange(keyOf(choice), choice);
    box.closeDropdown();
  };

  return (
    <Combobox store={box} onOptionSubmit={choose} position="bottom-start" offset={4}>
      <Combobox.Target targetType="button">
        <InputBase
          component="button"
          type="button"
          pointer
          label={label}
          required={required ?? false}
          error={props.error}
          description={props.description}
          inputWrapperOrder={["label", "input", "description", "error"]}
          disabled={props.disabled ?? false}
          data-autofocus={props.isFirst || undefined}
          rightSection={<IconSelector size={16} aria-hidden />}
          rightSectionPointerEvents="none"
          data-expanded={box.dropdownOpened || undefined}
          onClick={() => box.toggleDropdown()}
          onKeyDown={(event) => {
            if (!required && (event.key === "Delete" || event.key === "Backspace")) onChange(null, undefined);
          }}
        >
          <Chosen choice={chosen} isEmpty={value === null} />
        </InputBase>
      </Combobox.Target>
      <Combobox.Dropdown className="rx-picker">
        <div className="rx-picker-head">
          <Combobox.Search
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
            leftSection={found.isLoading ? <Loader size={14} /> : <IconSearch size={16} aria-hidden />}
            placeholder="Search"
            role="combobox"
            aria-expanded
            aria-label={`Search ${label}`}
          />
          <span className="rx-picker-count rx-numbers" role="status">
            {found.total === undefined ? "" : `${totalText(found.total)} found`}
          </span>
        </div>
        <PickerOptions found={found} search={search} label={label} />
        <Combobox.Footer className="rx-picker-foot">
          <span className="rx-numbers">{shownText(found)}</span>
          {!required && value !== null && (
            <button
              type="button"
              className="rx-picker-action"
              onClick={() => {
                onChange(null, undefined);
                box.closeDropdown();
              }}
            >
              None
            </button>
          )}
          {onNew !== undefined && (
            <button
              type="button"
              className="rx-picker-action"
              onClick={() => {
                box.closeDropdown();
                onNew.open(search);
              }}
            >
              <IconPlus size={16} aria-hidden /> {onNew.label}
            </button>
          )}
        </Combobox.Footer>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function Chosen({ choice, isEmpty }: { readonly choice: Choice | undefined; readonly isEmpty: boolean }): ReactNode {
  if (isEmpty) return <span className="rx-picker-empty">Choose …</span>;
  return (
    <span className="rx-picker-chosen">
      <span>{choice?.label ?? "…"}</span>
      {choice?.detail !== undefined && <span className="rx-picker-detail">{choice.detail}</span>}
    </span>
  );
}

function PickerOptions({
  found,
  search,
  label,
}: {
  readonly found: ChoicesView;
  readonly search: string;
  readonly label: string;
}): ReactNode {
  return (
    <Combobox.Options
      aria-label={label}
      className="rx-picker-options"
      onScroll={({ currentTarget: list }) => {
        if (list.scrollHeight - list.scrollTop - list.clientHeight < 120) found.more();
      }}
    >
      {found.choices.map((choice) => (
        <Combobox.Option key={String(choice.value)} value={String(choice.value)}>
          <ChoiceLine choice={choice} search={search} />
        </Combobox.Option>
      ))}
      {found.error !== undefined && <Combobox.Empty>{found.error}</Combobox.Empty>}
      {found.error === undefined && found.total?.count === 0 && <Combobox.Empty>Nothing matches.</Combobox.Empty>}
    </Combobox.Options>
  );
}

function shownText({ choices, total }: ChoicesView): string {
  if (total === undefined) return "";
  const isAll = choices.length >= total.count;
  return `Showing ${choices.length.toLocaleString()} of ${totalText(total)}${isAll ? "" : ", scroll for more"}`;
}

function keyOf({ value }: Choice): string | number {
  return typeof value === "number" ? value : String(value);
}
