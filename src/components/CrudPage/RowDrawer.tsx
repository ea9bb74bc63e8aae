import { ActionIcon, Button, CloseButton, Drawer, Menu } from "@mantine/core";
import { IconDots, IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { FormMessage } from "../../protocol/form.ts";
import { ConfirmDialog } from "../ConfirmDialog/ConfirmDialog.tsx";
import { KeyHint } from "../KeyHint/KeyHint.tsx";
import { ConflictPanel } from "../ModelForm/ConflictPanel.tsx";
import type { Values } from "../ModelForm/draft.ts";
import { FormFields, type FieldLooks, type NewReference } from "../ModelForm/FormFields.tsx";
import { useLeaveGuard } from "../ModelForm/use-leave-guard.ts";
import { StatusMark } from "../StatusMark/StatusMark.tsx";
import type { CrudView } from "./crud-view.ts";
import { changesText, statusOf, titleOf, type OpenRow } from "./open-row.ts";
import "./row-drawer.css";
import { useRowForm } from "./use-row-form.ts";

/** Props of RowDrawer. */
export interface RowDrawerProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  /** Absent: a new row. Another object when somebody saved it meanwhile. */
  readonly row?: OpenRow | undefined;
  /** What a new row begins with. */
  readonly initial?: Values | undefined;
  readonly looks?: FieldLooks | undefined;
  readonly newLabels?: Readonly<Record<string, string>> | undefined;
  readonly onNew?: NewReference | undefined;
  readonly onRemove?: (() => void) | undefined;
  /** Saved (with the stored row, where it is new), or closed without. */
  readonly onClose: (saved?: { readonly row: Values }) => void;
  /** Over another drawer. */
  readonly isNested?: boolean | undefined;
  /** Under another drawer or dialog, which has the keys. */
  readonly isCovered?: boolean | undefined;
}

/** The form of one row in a drawer: own header, fields, and a footer that counts changes and errors and is always in view. */
export function RowDrawer(props: RowDrawerProps): ReactNode {
  const { crud, form, row, initial, onClose } = props;
  const isNew = row === undefined;
  const { fields, view, stored } = useRowForm({ crud, form, row, initial });
  const [leave, setLeave] = useState<() => void>();
  const [attempts, setAttempts] = useState(0);
  const inner = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // After a save that failed: to what is to be looked at first.
    if (attempts > 0) inner.current?.querySelector<HTMLElement>("[aria-invalid=true], [role=alert] button")?.focus();
  }, [attempts]);
  const isDirty = view.changed.length > 0;
  useLeaveGuard(
    isDirty,
    useCallback((go) => setLeave(() => go), []),
  );

  const close = (): void => (isDirty ? setLeave(() => () => onClose()) : onClose());
  const submit = async (): Promise<void> => {
    if (await view.submit()) onClose({ row: stored() });
    else setAttempts((count) => count + 1);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void submit();
  };
  // What floats above the drawer (a calendar, a question) has Escape for itself; its keys come here through React only.
  const onEscape = ({ key, target, currentTarget }: KeyboardEvent): void => {
    if (key !== "Escape" || !(target instanceof Element) || !currentTarget.contains(target)) return;
    if (target.getAttribute("data-mantine-stop-propagation") !== "true") close();
  };
  const words =
    row === undefined ? { title: `New ${form.singular.toLowerCase()}`, detail: undefined } : titleOf(form, row.values);

  return (
    <Drawer.Root
      opened
      onClose={close}
      closeOnEscape={false}
      position="right"
      size={520}
      {...(props.isNested === true && { zIndex: 300 })}
    >
      <Drawer.Overlay />
      <Drawer.Content aria-label={words.title} className="rx-drawer" onKeyDownCapture={onEscape}>
        <div ref={inner} className="rx-drawer-inner" onKeyDown={onKeyDown}>
          <DrawerHead {...props} title={words.title} detail={words.detail} onClose={close} />
          <form
            className="rx-drawer-body"
            noValidate
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            {view.problem !== undefined && (
              <div className="rx-form-problem" role="alert">
                {view.problem}
              </div>
            )}
            <ConflictPanel form={view} fields={fields} known={row?.known} />
            <FormFields
              form={view}
              fields={fields}
              rows={crud.rows}
              isNew={isNew}
              looks={props.looks}
              known={row?.known}
              newLabels={props.newLabels}
              onNew={props.onNew}
            />
            {/* Enter in a field saves; the button that is seen stands in the footer. */}
            <button type="submit" hidden tabIndex={-1} aria-hidden />
          </form>
          <DrawerFoot
            changes={view.changed.length}
            errors={Object.keys(view.errors).length + Object.keys(view.conflicts).length}
            isNew={isNew}
            isSaving={view.isSaving}
            save={isNew ? `Create ${form.singular.toLowerCase()}` : `Save ${form.singular.toLowerCase()}`}
            onCancel={close}
            onSave={() => void submit()}
          />
        </div>
        <ConfirmDialog
          isOpen={leave !== undefined}
          title={
            isNew ? `Discard this ${form.singular.toLowerCase()}?` : `Discard ${changesText(view.changed.length)}?`
          }
          keep="Keep editing"
          confirm="Discard"
          onKeep={() => setLeave(undefined)}
          onConfirm={() => {
            setLeave(undefined);
            leave?.();
          }}
        >
          What you typed has not been saved.
        </ConfirmDialog>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function DrawerHead({
  form,
  row,
  title,
  detail,
  onRemove,
  onClose,
}: RowDrawerProps & { readonly title: string; readonly detail: string | undefined }): ReactNode {
  const status = row === undefined ? undefined : statusOf(form.fields, row.values);
  return (
    <header className="rx-drawer-head">
      <div className="rx-drawer-words">
        <h2 className="rx-drawer-title">{title}</h2>
        {detail !== undefined && <div className="rx-drawer-detail rx-numbers">{detail}</div>}
      </div>
      {status !== undefined && <StatusMark value={status} />}
      <div className="rx-drawer-buttons">
        {onRemove !== undefined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label="More">
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
                Delete {form.singular.toLowerCase()} …
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <CloseButton aria-label="Close" onClick={() => onClose()} />
      </div>
    </header>
  );
}

interface DrawerFootProps {
  readonly changes: number;
  readonly errors: number;
  readonly isNew: boolean;
  readonly isSaving: boolean;
  readonly save: string;
  readonly onCancel: () => void;
  readonly onSave: () => void;
}

function DrawerFoot({ changes, errors, isNew, isSaving, save, onCancel, onSave }: DrawerFootProps): ReactNode {
  const words = isNew || changes === 0 ? "" : changesText(changes);
  return (
    <footer className="rx-drawer-foot">
      <span className="rx-drawer-count" data-changed={(changes > 0 && !isNew) || undefined} role="status">
        {words}
        {errors > 0 && (
          <span className="rx-drawer-errors">
            {words === "" ? "" : ", "}
            {errors} to fix
          </span>
        )}
      </span>
      <Button
        size="xs"
        variant="default"
        aria-keyshortcuts="Escape"
        rightSection={<KeyHint>Esc</KeyHint>}
        onClick={onCancel}
      >
        Cancel
      </Button>
      <Button
        size="xs"
        loading={isSaving}
        disabled={!isNew && changes === 0}
        aria-keyshortcuts="Control+Enter"
        rightSection={<KeyHint onAccent>Ctrl ↵</KeyHint>}
        onClick={onSave}
      >
        {save}
      </Button>
    </footer>
  );
}
