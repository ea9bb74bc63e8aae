import { Combobox, Loader, type ComboboxStore } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import {
  useEffect,
  useLayoutEffect,
  type FocusEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from "react";
import { ChoiceLine } from "./ChoiceLine.tsx";
import "./ref-picker.css";
import { totalText } from "./total-text.ts";
import type { ChoicesView } from "./use-choices.ts";
import type { PickerView } from "./use-picker.ts";

/** Props of Picker. */
export interface PickerProps {
  readonly picker: PickerView;
  readonly label: string;
  /** Shows what is chosen, and opens the list. */
  readonly button: ReactElement;
  /** Pixels of the list. Default: as wide as the button. */
  readonly width?: number | undefined;
  /** Above the choices: why the one before was refused. */
  readonly reason?: string | undefined;
  /** Buttons in the foot. */
  readonly actions?: ReactNode;
  /** The focus went elsewhere. */
  readonly onLeave: () => void;
}

/** A button and its list: a search with the count, the choices, and a foot that says how many of them are shown. */
export function Picker(props: PickerProps): ReactNode {
  const { picker, button, width = "target", onLeave } = props;
  const { box } = picker;
  const leave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
    if (document.hasFocus() && !currentTarget.contains(relatedTarget)) onLeave();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key !== "Tab") return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input, button")];
    if (document.activeElement !== stops.at(event.shiftKey ? 0 : -1)) return;
    // The list stands at the end of the page: out of it means on from its button.
    box.closeDropdown("keyboard");
    if (event.shiftKey) event.preventDefault();
  };
  return (
    <Combobox
      store={box}
      position="bottom-start"
      width={width}
      offset={4}
      keepMounted={false}
      onOptionSubmit={picker.choose}
    >
      <Combobox.Target targetType="button">{button}</Combobox.Target>
      <Combobox.Dropdown
        className="rx-picker"
        onBlur={leave}
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          // A click on a choice is no leaving of the search.
          if (!(event.target instanceof HTMLInputElement)) event.preventDefault();
        }}
      >
        <PickerList {...props} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

function PickerList({ picker, label, reason, actions }: PickerProps): ReactNode {
  const { box, found, search, onSearch, onSearchKey } = picker;
  const isOpen = box.dropdownOpened;
  useLayoutEffect(() => {
    if (!isOpen) {
      giveFocusBack(box);
      return;
    }
    takeFocus(box);
    // A cell that is drawn anew gets the grid's focus first.
    const asked = requestAnimationFrame(() => takeFocus(box));
    return () => cancelAnimationFrame(asked);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- when it is there, when it fades, and when it is opened again meanwhile
  }, [isOpen]);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- where nothing fades, closing takes it out of the page
  useLayoutEffect(() => () => giveFocusBack(box), []);
  const firstKey = String(found.choices[0]?.value ?? "");
  useEffect(() => {
    // Enter chooses what answers the words that were typed, never a choice of the words before.
    if (!found.isCurrent) box.resetSelectedOption();
    else if (firstKey !== "") box.selectFirstOption();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is another object at each draw; a new answer is what moves the mark
  }, [found.isCurrent, firstKey, isOpen]);
  return (
    <>
      <div className="rx-picker-head">
        <Combobox.Search
          value={search}
          onChange={(event) => onSearch(event.currentTarget.value)}
          onKeyDown={onSearchKey}
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
      {reason !== undefined && (
        <div className="rx-picker-reason" role="alert">
          {reason}
        </div>
      )}
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
      <Combobox.Footer className="rx-picker-foot">
        <span className="rx-numbers">{shownText(found)}</span>
        {actions}
      </Combobox.Footer>
    </>
  );
}

/** Focus to the search, from its button or what holds that: nobody who went on meanwhile is called back. */
function takeFocus({ searchRef: { current: search }, targetRef: { current: button } }: ComboboxStore): void {
  const { activeElement } = document;
  if (search === null || activeElement === search || activeElement?.contains(button) === false) return;
  // It has no place yet: scrolling to it would move the page.
  search.focus({ preventScroll: true });
  search.setSelectionRange(search.value.length, search.value.length);
}

/** Focus from the list to its button, at once: the next key is meant for the form. Who clicked elsewhere stays there. */
function giveFocusBack({ searchRef, targetRef }: ComboboxStore): void {
  const list = searchRef.current?.closest(".rx-picker");
  if (list?.contains(document.activeElement) === true) targetRef.current?.focus({ preventScroll: true });
}

function shownText({ choices, total }: ChoicesView): string {
  if (total === undefined || total.count === 0) return "";
  const isAll = choices.length >= total.count;
  return `Showing ${choices.length.toLocaleString()} of ${totalText(total)}${isAll ? "" : ", scroll for more"}`;
}
