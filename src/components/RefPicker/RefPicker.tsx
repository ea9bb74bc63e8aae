import { InputBase } from "@mantine/core";
import { IconPlus, IconSelector } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice } from "../../protocol/rows.ts";
import { Picker } from "./Picker.tsx";
import { useKnownChoice } from "./use-known-choice.ts";
import { usePicker } from "./use-picker.ts";

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
  const { rows, column, label, value, onChange, required } = props;
  const [search, setSearch] = useState("");
  const [picked, setPicked] = useState<Choice>();
  const picker = usePicker({
    rows,
    column,
    search,
    onSearch: setSearch,
    onChoose: (choice) => {
      setPicked(choice);
      onChange(keyOf(choice), choice);
      box.closeDropdown();
    },
    onOpen: () => setSearch(""),
  });
  const { box } = picker;
  const chosen = useKnownChoice(rows, column, value, picked?.value === value ? picked : props.known);
  return (
    <Picker
      picker={picker}
      label={label}
      button={
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
          onKeyDownCapture={picker.onButtonKey}
          onKeyDown={(event) => {
            if (!required && (event.key === "Delete" || event.key === "Backspace")) onChange(null, undefined);
          }}
        >
          <Chosen choice={chosen} isEmpty={value === null} />
        </InputBase>
      }
      actions={<Actions {...props} search={search} onDone={() => box.closeDropdown()} />}
      onLeave={() => box.closeDropdown()}
    />
  );
}

function Actions({
  required,
  value,
  onChange,
  onNew,
  search,
  onDone,
}: RefPickerProps & { readonly search: string; readonly onDone: () => void }): ReactNode {
  return (
    <>
      {!required && value !== null && (
        <button
          type="button"
          className="rx-picker-action"
          onClick={() => {
            onChange(null, undefined);
            onDone();
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
            onDone();
            onNew.open(search);
          }}
        >
          <IconPlus size={16} aria-hidden /> {onNew.label}
        </button>
      )}
    </>
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

function keyOf({ value }: Choice): string | number {
  return typeof value === "number" ? value : String(value);
}
