import { useCombobox, type ComboboxStore } from "@mantine/core";
import { useEffect, useRef, type KeyboardEvent } from "react";
import type { RowsRef } from "../../client/rows-ref.ts";
import type { Choice } from "../../protocol/rows.ts";
import { typedInto } from "./typed-into.ts";
import { useChoices, type ChoicesView } from "./use-choices.ts";

/** What usePicker is given. */
export interface PickerOptions {
  readonly rows: RowsRef;
  /** The reference's column. */
  readonly column: string;
  /** What is searched for. */
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly onChoose: (choice: Choice) => void;
  readonly onOpen?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
  /** There only to be open, as the editor of a cell is. */
  readonly isAlwaysOpen?: boolean | undefined;
}

/** A picker at work: its list, what it found, and the keys of its button and its search. */
export interface PickerView {
  readonly box: ComboboxStore;
  readonly found: ChoicesView;
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly choose: (key: string) => void;
  /** Keys on the button: what is typed there opens the list and goes into the search, also while that is not there yet. */
  readonly onButtonKey: (event: KeyboardEvent) => void;
  /** Enter on words that are not answered yet: chooses the first answer, when it is there. */
  readonly onSearchKey: (event: KeyboardEvent) => void;
}

/** Searches the rows that a reference may point to. No key is lost, however late the list is drawn or answered. */
export function usePicker(options: PickerOptions): PickerView {
  const { rows, column, search, onSearch, onChoose, onOpen, onClose, isAlwaysOpen = false } = options;
  const awaited = useRef<string>(undefined);
  const box = useCombobox({
    ...(isAlwaysOpen && { opened: true }),
    onDropdownOpen: () => onOpen?.(),
    onDropdownClose: () => {
      awaited.current = undefined;
      box.resetSelectedOption();
      onClose?.();
    },
  });
  const found = useChoices(rows, column, search, box.dropdownOpened);

  const choose = (key: string): void => {
    const choice = found.choices.find((one) => String(one.value) === key);
    if (choice !== undefined) onChoose(choice);
  };
  const onSearchKey = ({ key, ctrlKey, metaKey, repeat, nativeEvent }: KeyboardEvent): void => {
    if (key !== "Enter" || ctrlKey || metaKey || repeat || nativeEvent.isComposing) awaited.current = undefined;
    else if (!found.isCurrent && search.trim() !== "") awaited.current = search;
  };
  const onButtonKey = (event: KeyboardEvent): void => {
    const isOpen = box.dropdownOpened;
    if (isOpen) onSearchKey(event);
    const text = typedInto(isOpen ? search : undefined, event);
    if (text === undefined) return;
    // Before the button's own keys: a space would close the list.
    event.preventDefault();
    event.stopPropagation();
    if (!isOpen) box.openDropdown("keyboard");
    onSearch(text);
  };
  useEffect(() => {
    if (!found.isCurrent || awaited.current !== search) return;
    awaited.current = undefined;
    const [first] = found.choices;
    if (first !== undefined) onChoose(first);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- an answer is what was waited for, not another callback
  }, [found.isCurrent, found.choices]);
  return { box, found, search, onSearch, choose, onButtonKey, onSearchKey };
}
