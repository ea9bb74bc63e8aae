import { Button, CopyButton } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import "./error-state.css";

/** Props of ErrorState. */
export interface ErrorStateProps {
  /** What happened. */
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  /** Code, and the id that leads to the server's log, to copy. */
  readonly code?: string | undefined;
  /** Shows "Try again". */
  readonly onRetry?: (() => unknown) | undefined;
}

/** What failed, in the card that failed: what happened, what to do, "Try again", and a code to copy. */
export function ErrorState({ title, children, code, onRetry }: ErrorStateProps): ReactNode {
  return (
    <div className="rx-error" role="alert">
      <IconAlertCircle className="rx-error-icon" size={20} stroke={1.6} aria-hidden />
      <div className="rx-error-title">{title}</div>
      {children !== undefined && <div className="rx-error-text">{children}</div>}
      <div className="rx-error-actions">
        {onRetry && (
          <Button size="xs" variant="default" onClick={() => void onRetry()}>
            Try again
          </Button>
        )}
        {code !== undefined && (
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <Button size="xs" variant="subtle" color="gray" onClick={copy}>
                {copied ? "Copied" : `Copy ${code}`}
              </Button>
            )}
          </CopyButton>
        )}
      </div>
    </div>
  );
}
