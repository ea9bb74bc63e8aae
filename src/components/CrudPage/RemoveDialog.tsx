import { IconTrash } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import type { RemovalPreview } from "../../protocol/crud.ts";
import type { FormMessage } from "../../protocol/form.ts";
import type { RowKey } from "../../protocol/rows.ts";
import { ConfirmDialog } from "../ConfirmDialog/ConfirmDialog.tsx";
import { refusalOf } from "../ModelForm/refusal-of.ts";
import { showToast } from "../Toast/show-toast.ts";
import type { CrudView } from "./crud-view.ts";
import { countText, removalText } from "./removal-text.ts";

/** Props of RemoveDialog. */
export interface RemoveDialogProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly keys: readonly RowKey[];
  /** Deleted, or kept. */
  readonly onClose: (isRemoved: boolean) => void;
}

/** Asks before rows are deleted: names their number and what goes with them, or what keeps them. */
export function RemoveDialog({ crud, form, keys, onClose }: RemoveDialogProps): ReactNode {
  const [preview, setPreview] = useState<RemovalPreview>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { previewRemove } = crud;
  useEffect(() => {
    let isOver = false;
    previewRemove({ keys }).then(
      (answer) => !isOver && setPreview(answer),
      (thrown: unknown) => !isOver && setProblem(refusalOf(thrown).message),
    );
    return () => {
      isOver = true;
    };
  }, [previewRemove, keys]);

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const count = await crud.bulkRemove({ keys });
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
