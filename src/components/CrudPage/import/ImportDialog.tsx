import { Button, FileInput, Group, Modal, Progress } from "@mantine/core";
import { IconFileTypeCsv } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { CsvOutcome } from "../../../protocol/crud.ts";
import type { FormMessage } from "../../../protocol/form.ts";
import "../../ConfirmDialog/confirm-dialog.css";
import { showToast } from "../../Toast/show-toast.ts";
import type { CrudView } from "../crud-view.ts";
import { countText } from "../removal-text.ts";
import { outcomeText } from "./import-text.ts";
import "./import-dialog.css";
import { ImportMapping } from "./ImportMapping.tsx";
import { ImportOutcome } from "./ImportOutcome.tsx";
import type { ImportFields } from "./targets.ts";
import { useImport, type ImportProgress, type ImportView } from "./use-import.ts";

/** Props of ImportDialog. */
export interface ImportDialogProps {
  readonly crud: CrudView;
  readonly form: FormMessage;
  readonly fields: ImportFields;
  readonly onClose: () => void;
}

/** Imports a CSV file: where its columns go, a check that writes nothing and names each row with an error, then the import. */
export function ImportDialog({ crud, form, fields, onClose }: ImportDialogProps): ReactNode {
  const onDone = (outcome: CsvOutcome): void => {
    showToast({ title: "Imported", message: outcomeText(form, outcome) });
    onClose();
  };
  const view = useImport({ crud, form, fields, onDone });
  const { look, outcome, progress, problem } = view;
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Import ${form.plural.toLowerCase()}`}
      closeButtonProps={{ "aria-label": "Close" }}
      closeOnClickOutside={false}
      size={720}
      padding={0}
      className="rx-confirm rx-import"
    >
      <div className="rx-confirm-body">
        <FileInput
          label="CSV file"
          description="Its first line names the columns."
          placeholder="Choose …"
          accept=".csv,.tsv,.txt,text/csv"
          data-autofocus
          clearable={progress === undefined}
          disabled={progress?.what === "Importing"}
          leftSection={<IconFileTypeCsv size={16} aria-hidden />}
          clearButtonProps={{ "aria-label": "Take the file away" }}
          value={view.file ?? null}
          onChange={view.choose}
        />
        {look !== undefined && (
          <ImportMapping fields={fields} look={look} view={view} isDisabled={progress !== undefined} />
        )}
        {outcome !== undefined && <ImportOutcome form={form} fields={fields} outcome={outcome} view={view} />}
        {problem !== undefined && (
          <p className="rx-import-problem" role="alert">
            {problem}
          </p>
        )}
        {progress !== undefined && <Running {...progress} />}
      </div>
      <Group className="rx-confirm-foot" justify="flex-end" gap={8}>
        <Button variant="default" size="xs" onClick={onClose}>
          Cancel
        </Button>
        <NextButton form={form} view={view} />
      </Group>
    </Modal>
  );
}

/** Checks first; then imports what was checked. */
function NextButton({ form, view }: { readonly form: FormMessage; readonly view: ImportView }): ReactNode {
  const { look, outcome, progress, skips, columns } = view;
  const isBusy = progress !== undefined && progress.what !== "Reading";
  if (outcome === undefined) {
    const isReady = look !== undefined && columns.some((target) => target !== null);
    return (
      <Button size="xs" disabled={!isReady} loading={isBusy} onClick={view.check}>
        Check
      </Button>
    );
  }
  const good = outcome.rows - outcome.failed;
  const isBlocked = outcome.gaveUp === true || good === 0 || (outcome.failed > 0 && !skips);
  return (
    <Button size="xs" disabled={isBlocked} loading={isBusy} onClick={view.write}>
      Import {countText(form, good)}
    </Button>
  );
}

function Running({ what, share, rows }: ImportProgress): ReactNode {
  const words = rows > 0 ? `${what} … ${rows.toLocaleString("en")} rows` : `${what} …`;
  return (
    <div className="rx-import-running">
      <span className="rx-numbers" role="status">
        {words}
      </span>
      <Progress value={share * 100} size="sm" aria-label={what} transitionDuration={0} />
    </div>
  );
}
