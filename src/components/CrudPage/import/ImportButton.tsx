import { Button } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { lazy, Suspense, useState, type ReactNode } from "react";
import type { ImportDialogProps } from "./ImportDialog.tsx";

// Few come here to import: its bytes come when they do.
const ImportDialog = lazy(async () => ({ default: (await import("./ImportDialog.tsx")).ImportDialog }));

/** Opens the import of a file. */
export function ImportButton(props: Omit<ImportDialogProps, "onClose">): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="rx-crud-file"
        aria-label="Import CSV"
        leftSection={<IconUpload size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        <span>Import CSV</span>
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <ImportDialog {...props} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
