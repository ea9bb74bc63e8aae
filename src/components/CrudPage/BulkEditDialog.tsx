import { Button, Group, Modal, Select } from "@mantine/core";
import { useState, type ReactNode } from "react";
import type { FormField, FormMessage } from "../../protocol/form.ts";
import "../ConfirmDialog/confirm-dialog.css";
import type { Values } from "../ModelForm/draft.ts";
import { FormFields, type FieldLooks } from "../ModelForm/FormFields.tsx";
import { useModelForm } from "../ModelForm/use-model-form.ts";
import { showToast } from "../Toast/show-toast.ts";
import type { ChosenRows } from "./BulkBar.tsx";
import type { CrudView } from "./crud-view.ts";
import { countText, rowsText } from "./removal-text.ts";
import { useSameSession } from "./use-same-session.ts";

/** Props of BulkEditDialog. */
export interface BulkEditDialogProps extends ChosenRows {
  readonly crud: CrudView;
  readonly form: FormMessage;
  /** Those that may be changed. */
  readonly fields: readonly FormField[];
  readonly looks: FieldLooks;
  readonly onClose: () => void;
}

/** Writes one value into a field of many rows: the field is chosen first. All of them are changed, or none. */
export function BulkEditDialog(props: BulkEditDialogProps): ReactNode {
  const { form, fields, count, onClose } = props;
  const [name, setName] = useState<string | null>(null);
  const field = fields.find((one) => one.name === name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Change ${rowsText(form, count)}`}
      closeButtonProps={{ "aria-label": "Close" }}
      padding={0}
      className="rx-confirm"
    >
      <div className="rx-confirm-body">
        <Select
          label="Field"
          placeholder="Choose …"
          data-autofocus
          searchable
          allowDeselect={false}
          data={fields.map((one) => ({ value: one.name, label: one.label }))}
          value={name}
          onChange={setName}
        />
      </div>
      {field !== undefined && <OneField key={field.name} {...props} field={field} />}
    </Modal>
  );
}

function OneField(props: BulkEditDialogProps & { readonly field: FormField }): ReactNode {
  const { crud, form, field, selected, count, looks, onClose } = props;
  const inSession = useSameSession(selected);
  const [only] = useState(() => ({ fields: [field], base: emptyOf(field) }));
  const view = useModelForm({
    ...only,
    isNew: true,
    save: async ({ values }) => {
      const changed = await inSession(() => crud.bulkUpdate({ ...selected, changes: values }));
      showToast({ message: `${countText(form, changed)} changed` });
      return { outcome: "saved" };
    },
  });
  const { section: _, ...look } = looks[field.name] ?? {};
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void view.submit().then((isSaved) => isSaved && onClose());
      }}
    >
      <div className="rx-confirm-body">
        <FormFields
          form={view}
          fields={only.fields}
          rows={crud.rows}
          isNew
          looks={{ [field.name]: { ...look, wide: true } }}
        />
        {view.problem !== undefined && (
          <p className="rx-bulk-problem" role="alert">
            {view.problem}
          </p>
        )}
      </div>
      <Group className="rx-confirm-foot" justify="flex-end" gap={8}>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" size="xs" loading={view.isSaving}>
          Change {rowsText(form, count)}
        </Button>
      </Group>
    </form>
  );
}

function emptyOf({ name, kind }: FormField): Values {
  return { [name]: kind === "boolean" ? false : null };
}
