import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { EmptyState } from "../EmptyState/EmptyState.tsx";
import { ErrorState } from "../ErrorState/ErrorState.tsx";
import { SkeletonLines } from "../SkeletonLines/SkeletonLines.tsx";
import { codes } from "../../errors/codes.ts";
import { conditionText } from "./filters/condition-text.ts";
import { useTable, useTablePart } from "./use-table.ts";

/** What stands over the rows: nothing yet, nothing matches, could not be asked; a bar while others are asked for. */
export function TableOverlay({
  noun = "rows",
  empty,
}: {
  readonly noun?: string | undefined;
  readonly empty?: ReactNode;
}): ReactNode {
  const table = useTable();
  const error = useTablePart((part) => part.state.error);
  const isReady = useTablePart((part) => part.state.ready);
  const isBusy = useTablePart((part) => part.state.busy);
  const isEmpty = useTablePart((part) => part.rows.length === 0);
  const applied = useTablePart((part) => part.state.applied);
  if (error !== undefined) {
    const { code, message, id } = error;
    return (
      <div className="rx-table-over">
        <ErrorState title={message} code={id === undefined ? code : `${code} ${id}`} onRetry={() => table.view.retry()}>
          {codes[code].remedy}
        </ErrorState>
      </div>
    );
  }
  if (!isReady) {
    return (
      <div className="rx-table-over" data-under-header>
        <SkeletonLines rows={12} rowHeight={table.viewport.rowHeight()} />
      </div>
    );
  }
  if (isEmpty && !isBusy) {
    return (
      <div className="rx-table-over" data-under-header>
        {isNarrowed(applied) ? <NothingMatches noun={noun} /> : <EmptyState title={`No ${noun} yet`} actions={empty} />}
      </div>
    );
  }
  return isBusy ? <div className="rx-table-busy" role="progressbar" aria-label="Loading" /> : null;
}

function isNarrowed({ filter, search }: { readonly filter: unknown; readonly search: string }): boolean {
  return filter !== undefined || search !== "";
}

/** Names what empties the table, and offers to take it away. */
function NothingMatches({ noun }: { readonly noun: string }): ReactNode {
  const table = useTable();
  const conditions = useTablePart((part) => part.conditions);
  const search = useTablePart((part) => part.search);
  const last = conditions.at(-1);
  const column = last && table.column(last.col);
  if (last !== undefined && column !== undefined && search === "") {
    const { label, how, what } = conditionText(column, last);
    return (
      <EmptyState
        title={`No ${noun} match`}
        actions={
          <Button size="xs" variant="default" onClick={() => table.removeCondition(last.col)}>
            Remove {label.toLowerCase()} filter
          </Button>
        }
      >
        {`“${label} ${how} ${what}” leaves nothing${conditions.length > 1 ? ", together with the other filters" : ""}.`}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={`No ${noun} match “${search}”`}
      actions={
        <Button size="xs" variant="default" onClick={() => table.clearConditions()}>
          {conditions.length > 0 ? "Clear search and filters" : "Clear search"}
        </Button>
      }
    >
      {conditions.length > 0 ? "The search, together with the filters, leaves nothing." : "Try fewer or other words."}
    </EmptyState>
  );
}
