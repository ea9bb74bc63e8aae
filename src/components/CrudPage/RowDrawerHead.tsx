import { ActionIcon, CloseButton, Menu, Tooltip } from "@mantine/core";
import { IconChevronDown, IconChevronUp, IconDots, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { FormMessage } from "../../protocol/form.ts";
import { StatusMark } from "../StatusMark/StatusMark.tsx";
import { statusOf, type OpenRow } from "./open-row.ts";
import type { BesideRows } from "./use-beside.ts";

/** Props of RowDrawerHead. */
export interface RowDrawerHeadProps {
  readonly form: FormMessage;
  readonly row: OpenRow | undefined;
  readonly title: string;
  readonly detail: string | undefined;
  readonly beside: BesideRows | undefined;
  readonly onRemove: (() => void) | undefined;
  readonly onClose: () => void;
}

/** The head of a row's drawer: what it is, its status, the rows beside it, what else can be done with it. */
export function RowDrawerHead(props: RowDrawerHeadProps): ReactNode {
  const { form, row, title, detail, beside, onRemove, onClose } = props;
  const status = row === undefined ? undefined : statusOf(form.fields, row.values);
  const what = form.singular.toLowerCase();
  return (
    <header className="rx-drawer-head">
      <div className="rx-drawer-words">
        <h2 className="rx-drawer-title">{title}</h2>
        {detail !== undefined && <div className="rx-drawer-detail rx-numbers">{detail}</div>}
      </div>
      {status !== undefined && <StatusMark value={status} />}
      <div className="rx-drawer-buttons">
        {beside !== undefined && (
          <>
            <Step beside={beside} by={-1} what={`Previous ${what}`} />
            <Step beside={beside} by={1} what={`Next ${what}`} />
          </>
        )}
        {onRemove !== undefined && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon aria-label="More">
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={onRemove}>
                Delete {what} …
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
        <CloseButton aria-label="Close" onClick={() => onClose()} />
      </div>
    </header>
  );
}

function Step({
  beside,
  by,
  what,
}: {
  readonly beside: BesideRows;
  readonly by: 1 | -1;
  readonly what: string;
}): ReactNode {
  const isThere = by === 1 ? beside.hasNext : beside.hasPrevious;
  const [Icon, key] = by === 1 ? [IconChevronDown, "ArrowDown"] : [IconChevronUp, "ArrowUp"];
  return (
    <Tooltip label={`${what} · Alt ${by === 1 ? "↓" : "↑"}`} position="bottom">
      <ActionIcon
        className="rx-drawer-step"
        aria-label={what}
        aria-keyshortcuts={`Alt+${key}`}
        disabled={!isThere}
        // Who went on by this button goes on by it.
        data-autofocus={(isThere && beside.cameBy === by) || undefined}
        onClick={() => beside.go(by)}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}
