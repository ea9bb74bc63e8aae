import { Drawer } from "@mantine/core";
import { useCallback, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { FormMessage } from "../../protocol/form.ts";
import { ConfirmDialog } from "../ConfirmDialog/ConfirmDialog.tsx";
import type { Values } from "../ModelForm/draft.ts";
import { FormBody } from "../ModelForm/FormBody.tsx";
import type { FieldLooks, NewReference } from "../ModelForm/FormFields.tsx";
import { goToFirstError } from "../ModelForm/go-to-first-error.ts";
import { useLeaveGuard } from "../ModelForm/use-leave-guard.ts";
import type { CrudView } from "./crud-view.ts";
import { changesText, titleOf, type OpenRow } from "./open-row.ts";
import "./row-drawer.css";
import { RowDrawerFoot } from "./RowDrawerFoot.tsx";
import { RowDrawerHead } from "./RowDrawerHead.tsx";
import type { BesideRows } from "./use-beside.ts";
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
  /** The rows before and after it, to go on to. */
  readonly beside?: BesideRows | undefined;
  /** Saved (with the stored row, where it is new), or closed without. */
  readonly onClose: (saved?: { readonly row: Values }) => void;
  /** Over another drawer. */
  readonly isNested?: boolean | undefined;
}

/** The form of one row in a drawer: own header, fields, and a footer that counts changes and errors and is always in view. */
export function RowDrawer(props: RowDrawerProps): ReactNode {
  const { crud, form, row, initial, onClose } = props;
  const isNew = row === undefined;
  const { fields, view, stored } = useRowForm({ crud, form, row, initial });
  const [leave, setLeave] = useState<() => void>();
  const inner = useRef<HTMLDivElement>(null);
  const begin = useCallback((element: HTMLDivElement | null) => {
    inner.current = element;
    // At once, not when the focus trap gets to it: the next key is meant for this form.
    element?.querySelector<HTMLElement>("[data-autofocus]")?.focus({ preventScroll: true });
  }, []);
  const isDirty = view.changed.length > 0;
  useLeaveGuard(
    isDirty,
    useCallback((go) => setLeave(() => go), []),
  );

  const unlessDirty = (go: () => void): void => (isDirty ? setLeave(() => go) : go());
  const close = (): void => unlessDirty(() => onClose());
  const beside = props.beside && { ...props.beside, go: (by: 1 | -1) => unlessDirty(() => props.beside?.go(by)) };
  const submit = async (): Promise<void> => {
    if (await view.submit()) onClose({ row: stored() });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, altKey } = event;
    if (key === "Enter" && (event.ctrlKey || event.metaKey)) void submit();
    else if (altKey && key === "ArrowUp" && beside?.hasPrevious === true) beside.go(-1);
    else if (altKey && key === "ArrowDown" && beside?.hasNext === true) beside.go(1);
    else return;
    event.preventDefault();
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
      <Drawer.Content
        aria-label={words.title}
        className="rx-drawer"
        data-goes-on={props.beside?.cameBy}
        onKeyDownCapture={onEscape}
      >
        <div ref={begin} className="rx-drawer-inner" onKeyDown={onKeyDown}>
          <RowDrawerHead form={form} row={row} {...words} beside={beside} onRemove={props.onRemove} onClose={close} />
          <FormBody
            className="rx-drawer-body"
            form={view}
            fields={fields}
            rows={crud.rows}
            isNew={isNew}
            looks={props.looks}
            known={row?.known}
            newLabels={props.newLabels}
            onNew={props.onNew}
            onSubmit={() => void submit()}
          >
            {/* Enter in a field saves; the button that is seen stands in the footer. */}
            <button type="submit" hidden tabIndex={-1} aria-hidden />
          </FormBody>
          <RowDrawerFoot
            changes={view.changed.length}
            errors={Object.keys(view.errors).length + Object.keys(view.conflicts).length}
            isNew={isNew}
            isSaving={view.isSaving}
            save={isNew ? `Create ${form.singular.toLowerCase()}` : `Save ${form.singular.toLowerCase()}`}
            onErrors={() => goToFirstError(inner.current)}
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
