import { IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useClient } from "../../client/react/client-context.ts";
import type { RemovalPreview, RowSelection } from "../../protocol/crud.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { Total } from "../../protocol/rows.ts";
import { ConfirmDialog } from "../ConfirmDialog/ConfirmDialog.tsx";
import { refusalOf } from "../ModelForm/refusal-of.ts";
import { showToast } from "../Toast/show-toast.ts";
import type { CrudView } from "./crud-view.ts";
import type { OpenRow } from "./open-row.ts";
import { countText, removalText, rowsText } from "./removal-text.ts";
import { useSameSession } from "./use-same-session.ts";
import { withRow } from "./with-row.ts";

/** Props of RemoveDialog. */
export interface RemoveDialogProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly selected: RowSelection;
  /** How many they are. */
  readonly count: Total;
  /** The one row that it is about, where its form is open: it is found again after a lost session. */
  readonly row?: OpenRow | undefined;
  /** Deleted, or kept. */
  readonly onClose: (isRemoved: boolean) => void;
}

/** Asks before rows are deleted: names their number and what goes with them, or what keeps them. */
export function RemoveDialog({ crud, form, selected, count, row, onClose }: RemoveDialogProps): ReactNode {
  const client = useClient();
  const [preview, setPreview] = useState<RemovalPreview>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { previewRemove, rows } = crud;
  const inSession = useSameSession(selected);
  const withRows = useCallback(
    async <T,>(call: (rows: RowSelection) => Promise<T>): Promise<T | undefined> => {
      if (row === undefined) return inSession(() => call(selected));
      return withRow({ client, rows, keyNames: form.key, row }, (key) => call({ keys: [key] }));
    },
    [client, rows, form.key, row, selected, inSession],
  );
  useEffect(() => {
    let isOver = false;
    withRows(previewRemove).then(
      (answer) => !isOver && setPreview(answer),
      (thrown: unknown) => !isOver && setProblem(refusalOf(thrown).message),
    );
    return () => {
      isOver = true;
    };
  }, [previewRemove, withRows]);

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const removed = (await withRows(crud.bulkRemove)) ?? 0;
      showToast({ message: `${countText(form, removed)} deleted` });
      onClose(true);
    } catch (thrown) {
      setProblem(refusalOf(thrown).message);
      setBusy(false);
    }
  };

  // Others may have come or gone since they were counted on screen.
  const isCounted = "all" in selected && preview !== undefined;
  const words = isCounted ? countText(form, preview.rows) : rowsText(form, count);
  return (
    <ConfirmDialog
      isOpen
      title={`Delete ${words}?`}
      keep={`Keep ${(count.count === 1 ? form.singular : form.plural).toLowerCase()}`}
      confirm={`Delete ${words}`}
      icon={<IconTrash size={16} />}
      isBusy={isBusy || (preview === undefined && problem === undefined)}
      isRefused={preview !== undefined && preview.keptBy.length > 0}
      onKeep={() => onClose(false)}
      onConfirm={() => void remove()}
    >
      {problem === undefined ? preview && removalText(preview) : <span role="alert">{problem}</span>}
    </ConfirmDialog>
  );
}
