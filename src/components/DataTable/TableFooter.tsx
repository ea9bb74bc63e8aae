import { IconAlertCircle, IconArrowUp, IconCheck, IconClock } from "@tabler/icons-react";
import { Loader } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { countText } from "./count-text.ts";
import { useUnloadGuard } from "../ModelForm/use-unload-guard.ts";
import { goToUnsaved } from "./edit/go-to-unsaved.ts";
import { useTable, useTablePart } from "./use-table.ts";

/** What is seen of what there is, and whether all of it is saved. */
export function TableFooter(): ReactNode {
  const table = useTable();
  const state = useTablePart((part) => part.state);
  const selected = useTablePart(({ selection }) => (selection.isEverything ? undefined : selection.size));
  return (
    <div className="rx-table-footer rx-numbers">
      <span role="status">
        <Counts />
        {selected !== 0 && (
          <Fragment>
            {" · "}
            <strong>{selected?.toLocaleString() ?? "all"}</strong> selected
          </Fragment>
        )}
      </span>
      <span className="rx-table-footer-end">
        {state.offline && state.asOf !== undefined && (
          <span className="rx-table-asof">
            <IconClock size={16} aria-hidden /> Data as of {new Date(state.asOf).toLocaleTimeString()}
          </span>
        )}
        <Saving />
      </span>
      {state.newAbove > 0 && (
        <button type="button" className="rx-table-new" onClick={() => table.toTop()}>
          <IconArrowUp size={14} aria-hidden /> {state.newAbove.toLocaleString()} new above
        </button>
      )}
    </div>
  );
}

function Counts(): ReactNode {
  const state = useTablePart((part) => part.state);
  const { range, matching, all } = countText(state);
  if (matching === undefined) return range === undefined ? null : <strong>{range}</strong>;
  const isNarrowed = state.applied.filter !== undefined || state.applied.search !== "";
  return (
    <Fragment>
      {range !== undefined && (
        <Fragment>
          <strong>{range}</strong> of{" "}
        </Fragment>
      )}
      <strong>{matching}</strong>
      {isNarrowed && " matching"}
      {all !== undefined && <span className="rx-table-all"> · {all} in all</span>}
    </Fragment>
  );
}

function Saving(): ReactNode {
  const table = useTable();
  const isOffline = useTablePart((part) => part.state.offline);
  const isReady = useTablePart((part) => part.state.ready);
  const saving = useTablePart((part) => part.edits.counts.saving);
  const refused = useTablePart((part) => part.edits.counts.refused);
  useUnloadGuard(useTablePart((part) => part.edits.hasDraft));
  if (refused > 0) {
    return (
      <span className="rx-table-saving" data-tone="bad" role="status">
        <IconAlertCircle size={16} aria-hidden />
        <button type="button" className="rx-table-unsaved" onClick={() => void goToUnsaved(table)}>
          {refused} not saved
        </button>
      </span>
    );
  }
  if (saving > 0 && isOffline) {
    return (
      <span className="rx-table-saving" data-tone="warn" role="status">
        <IconClock size={16} aria-hidden /> {saving} {saving === 1 ? "edit" : "edits"} waiting
      </span>
    );
  }
  if (saving > 0) {
    return (
      <span className="rx-table-saving" role="status">
        <Loader size={14} aria-hidden /> Saving
      </span>
    );
  }
  if (!isReady || isOffline) return null;
  return (
    <span className="rx-table-saving" role="status">
      <IconCheck size={16} aria-hidden /> All changes saved
    </span>
  );
}
