import { use, useEffect, type ReactNode } from "react";
import { ShellContext } from "../Shell/shell-context.ts";
import "./page-header.css";

/** Props of PageHeader. */
export interface PageHeaderProps {
  readonly title: string;
  /** Beside the title, weaker: "50,000 orders", a status. */
  readonly note?: ReactNode;
  /** Buttons, at the end. */
  readonly actions?: ReactNode;
}

/** The head of a page: title, a note beside it, its buttons. Its title is the last part of the shell's breadcrumbs. */
export function PageHeader({ title, note, actions }: PageHeaderProps): ReactNode {
  const shell = use(ShellContext);
  useEffect(() => shell?.setTitle(title), [shell, title]);
  return (
    <div className="rx-page-header">
      <div className="rx-page-words">
        <h1 className="rx-page-title">{title}</h1>
        {note !== undefined && <div className="rx-page-note rx-numbers">{note}</div>}
      </div>
      {actions !== undefined && <div className="rx-page-actions">{actions}</div>}
    </div>
  );
}
