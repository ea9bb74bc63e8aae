import { Combobox, useCombobox } from "@mantine/core";
import { useEffect, type ReactNode } from "react";
import { StatusMark } from "../../StatusMark/StatusMark.tsx";
import type { EditorProps } from "./editor-props.ts";

/** Edits a choice: arrows and Enter choose, Esc leaves it as it was. */
export function ChoiceEditor({ table, column, place, phase, onDone }: EditorProps): ReactNode {
  const close = (): void => {
    if (table.edits.phase(place)?.type === "editing") table.edits.cancel();
    onDone();
  };
  const box = useCombobox({ opened: true, onDropdownClose: close });
  const choices = [...(column.choices ?? []), ...(column.nullable ? [""] : [])];
  const shown = typeof phase.shown === "string" ? phase.shown : "";
  useEffect(() => {
    box.focusTarget();
    // The options are in the page with the next frame.
    const asked = requestAnimationFrame(() => box.selectOption(Math.max(0, choices.indexOf(shown))));
    return () => cancelAnimationFrame(asked);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, when the editor opens
  }, []);
  return (
    <Combobox
      store={box}
      position="bottom-start"
      width={200}
      offset={4}
      onOptionSubmit={(choice) => {
        table.edits.save(place, choice === "" ? null : choice, choice);
        onDone();
      }}
    >
      <Combobox.Target targetType="button">
        <button type="button" className="rx-editor rx-editor-choice" aria-label={column.label}>
          {shown === "" ? "–" : <StatusMark value={shown} />}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={column.label}>
          {choices.map((choice) => (
            <Combobox.Option key={choice} value={choice} active={choice === shown}>
              {choice === "" ? "None" : <StatusMark value={choice} plain />}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
