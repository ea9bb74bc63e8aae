import { Combobox, Loader, useCombobox } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { ChoiceLine } from "../../RefPicker/ChoiceLine.tsx";
import "../../RefPicker/ref-picker.css";
import { totalText } from "../../RefPicker/total-text.ts";
import { useChoices } from "../../RefPicker/use-choices.ts";
import { cellText } from "../cells/cell-text.ts";
import type { EditorProps } from "./editor-props.ts";

/** Edits a reference: searches and pages through the rows that it may point to. */
export function RefEditor({ table, column, place, phase, onDone }: EditorProps): ReactNode {
  const [search, setSearch] = useState("");
  const close = (): void => {
    if (table.edits.phase(place)?.type === "editing") table.edits.cancel();
    onDone();
  };
  const box = useCombobox({ opened: true, onDropdownClose: close });
  const found = useChoices(table.ref, column.name, search, true);
  const first = String(found.choices[0]?.value ?? "");
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the editor opens
  useEffect(() => box.focusSearchInput(), []);
  useEffect(() => {
    // Enter chooses what answers the words that were typed, never a choice of the words before.
    if (!found.isCurrent) box.resetSelectedOption();
    else if (first !== "") box.selectFirstOption();
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the store is another object at each draw; a new answer is what moves the mark
  }, [found.isCurrent, first]);
  const choose = (text: string): void => {
    const choice = found.choices.find((one) => String(one.value) === text);
    if (text === "") table.edits.save(place, null, "");
    else if (choice !== undefined) table.edits.save(place, [choice.value, choice.label], choice.label);
    onDone();
  };
  return (
    <Combobox store={box} position="bottom-start" width={320} offset={4} onOptionSubmit={choose}>
      <Combobox.Target targetType="button">
        <button type="button" className="rx-editor rx-editor-choice" aria-label={column.label} tabIndex={-1}>
          {cellText(column, phase.shown) || "Choose …"}
        </button>
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
            aria-label={`Search ${column.label}`}
            onBlur={() => {
              if (!table.viewport.focus.isMoving && document.hasFocus()) close();
            }}
          />
          <span className="rx-picker-count rx-numbers" role="status">
            {found.total === undefined ? "" : `${totalText(found.total)} found`}
          </span>
        </div>
        <Combobox.Options
          aria-label={column.label}
          className="rx-picker-options"
          onMouseDown={(event) => event.preventDefault()}
          onScroll={({ currentTarget: list }) => {
            if (list.scrollHeight - list.scrollTop - list.clientHeight < 120) found.more();
          }}
        >
          {column.nullable && search === "" && <Combobox.Option value="">None</Combobox.Option>}
          {found.choices.map((choice) => (
            <Combobox.Option key={String(choice.value)} value={String(choice.value)}>
              <ChoiceLine choice={choice} search={search} />
            </Combobox.Option>
          ))}
          {found.error !== undefined && <Combobox.Empty>{found.error}</Combobox.Empty>}
          {found.error === undefined && found.total?.count === 0 && <Combobox.Empty>Nothing matches.</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
