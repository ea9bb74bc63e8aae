import { IconTrash } from "@tabler/icons-react";
import { useCallback, useEffect, useState, type ReactNode } from "react";
import { useClient } from "../../client/react/client-context.ts";
import { RxError } from "../../errors/rx-error.ts";
import type { RemovalPreview } from "../../protocol/crud.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { RowKey } from "../../protocol/rows.ts";
import { ConfirmDialog } from "../ConfirmDialog/ConfirmDialog.tsx";
import { refusalOf } from "../ModelForm/refusal-of.ts";
import { showToast } from "../Toast/show-toast.ts";
import type { CrudView } from "./crud-view.ts";
import type { OpenRow } from "./open-row.ts";
import { countText, removalText } from "./removal-text.ts";
import { withRow } from "./with-row.ts";

/** Props of RemoveDialog. */
export interface RemoveDialogProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly keys: readonly RowKey[];
  /** The one row that it is about, where its form is open: it is found again after a lost session. */
  readonly row?: OpenRow | undefined;
  /** Deleted, or kept. */
  readonly onClose: (isRemoved: boolean) => void;
}

/** Asks before rows are deleted: names their number and what goes with them, or what keeps them. */
export function RemoveDialog({ crud, form, keys, row, onClose }: RemoveDialogProps): ReactNode {
  const client = useClient();
  const [shownIn] = useState(client.sessions);
  const [preview, setPreview] = useState<RemovalPreview>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { previewRemove, rows } = crud;
  const withKeys = useCallback(
    async <T,>(call: (keys: readonly RowKey[]) => Promise<T>): Promise<T | undefined> => {
      if (row !== undefined) return withRow({ client, rows, keyNames: form.key, row }, (key) => call([key]));
      try {
        return await call(keys);
      } catch (thrown) {
        // What was selected in a session that is lost cannot be told from other rows.
        throw client.sessions === shownIn ? thrown : new RxError("ROW_LOST");
      }
    },
    [client, rows, form.key, row, keys, shownIn],
  );
  useEffect(() => {
    let isOver = false;
    withKeys((named) => previewRemove({ keys: named })).then(
      (answer) => !isOver && setPreview(answer),
      (thrown: unknown) => !isOver && setProblem(refusalOf(thrown).message),
    );
    return () => {
      isOver = true;
    };
  }, [previewRemove, withKeys]);

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const count = (await withKeys((named) => crud.bulkRemove({ keys: named }))) ?? 0;
      showToast({ message: `${countText(form, count)} deleted` });
      onClose(true);
    } catch (thrown) {
      setProblem(refusalOf(thrown).message);
      setBusy(false);
    }
  };

  const words = countText(form, keys.length);
  return (
    <ConfirmDialog
      isOpen
      title={`Delete ${words}?`}
      keep={`Keep ${(keys.length === 1 ? form.singular : form.plural).toLowerCase()}`}
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
