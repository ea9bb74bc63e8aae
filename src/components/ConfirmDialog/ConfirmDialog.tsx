import { Button, Group, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import "./confirm-dialog.css";

/** Props of ConfirmDialog. */
export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  /** A question that names the number: "Delete 3 orders?" */
  readonly title: string;
  /** What goes with it. */
  readonly children?: ReactNode;
  /** The safe button, which has the focus: "Keep orders". */
  readonly keep: string;
  /** The button that does it; repeats verb and number: "Delete 3 orders". */
  readonly confirm: string;
  readonly icon?: ReactNode;
  readonly isBusy?: boolean | undefined;
  /** Is it known to be impossible? Then only the safe button is left. */
  readonly isRefused?: boolean | undefined;
  readonly onKeep: () => void;
  readonly onConfirm: () => void;
}

/** Asks before something that cannot be taken back. The safe button has the focus, so that Enter and Esc both keep. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { isOpen, title, children, keep, confirm, icon, isBusy = false, isRefused = false, onKeep, onConfirm } = props;
  return (
    <Modal
      opened={isOpen}
      onClose={onKeep}
      title={title}
      withCloseButton={false}
      padding={0}
      className="rx-confirm"
      // The Esc that made it open is still on its way to the window: only one that is pressed in here counts.
      closeOnEscape={false}
    >
      <div className="rx-confirm-body">{children}</div>
      <Group
        className="rx-confirm-foot"
        justify="flex-end"
        gap={8}
        onKeyDown={(event) => {
          if (event.key === "Escape") onKeep();
        }}
      >
        <Button variant="default" size="xs" data-autofocus onClick={onKeep}>
          {keep}
        </Button>
        {!isRefused && (
          <Button color="red" size="xs" leftSection={icon} loading={isBusy} onClick={onConfirm}>
            {confirm}
          </Button>
        )}
      </Group>
    </Modal>
  );
}
