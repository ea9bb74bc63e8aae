import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ExportView } from "./use-export.ts";

/** Exports what the table shows. */
export function ExportButton({ exporting: { isBusy, run } }: { readonly exporting: ExportView }): ReactNode {
  return (
    <Button
      size="xs"
      variant="default"
      className="rx-crud-file"
      aria-label="Export CSV"
      loading={isBusy}
      leftSection={<IconDownload size={16} aria-hidden />}
      onClick={() => void run()}
    >
      <span>Export CSV</span>
    </Button>
  );
}
