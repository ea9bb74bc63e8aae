import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import type { FormField } from "../../protocol/form.ts";
import type { Choice } from "../../protocol/rows.ts";
import { valueText } from "./value-text.ts";
import type { ModelFormView } from "./use-model-form.ts";

/** Props of ConflictPanel. */
export interface ConflictPanelProps {
  readonly form: ModelFormView;
  readonly fields: readonly FormField[];
  readonly known?: Readonly<Record<string, Choice | undefined>> | undefined;
}

/** Fields that two people changed: both values, and a button for each. Nothing was written yet; all other changes are kept. */
export function ConflictPanel({ form, fields, known }: ConflictPanelProps): ReactNode {
  const names = Object.keys(form.conflicts);
  if (names.length === 0) return null;
  const choose = (button: HTMLElement, name: string, keep: "mine" | "theirs"): void => {
    // The button goes with the question: the focus moves to the field, so that the keys of the form still work.
    const field = button.closest("form")?.querySelector(`[data-field="${CSS.escape(name)}"]`);
    field?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, button")?.focus();
    form.choose(name, keep);
  };
  return (
    <div className="rx-conflicts" role="alert">
      {names.map((name) => {
        const field = fields.find((one) => one.name === name);
        const saved = valueText(field, form.conflicts[name], known?.[name]);
        const mine = valueText(field, form.draft.values[name], known?.[name]);
        return (
          <div key={name}>
            <div className="rx-conflict-title">{field?.label ?? name} was changed by somebody else, too</div>
            <dl className="rx-conflict-values">
              <dt>Saved now</dt>
              <dd>{saved}</dd>
              <dt>Yours</dt>
              <dd>{mine}</dd>
            </dl>
            <Group gap={8}>
              <Button size="compact-sm" onClick={(event) => choose(event.currentTarget, name, "mine")}>
                Use mine
              </Button>
              <Button
                size="compact-sm"
                variant="default"
                onClick={(event) => choose(event.currentTarget, name, "theirs")}
              >
                Keep what is saved
              </Button>
            </Group>
          </div>
        );
      })}
      <div>Nothing was written yet. Your other changes are kept: choose, then save again.</div>
    </div>
  );
}
