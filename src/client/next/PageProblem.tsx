import type { ReactNode } from "react";
import "./page-problem.css";

/** Props of PageProblem. */
export interface PageProblemProps {
  readonly error: Error;
  readonly onRetry: () => void;
}

/** A page that could not be opened: why, and a button that tries again. */
export function PageProblem({ error, onRetry }: PageProblemProps): ReactNode {
  return (
    <div className="rx-page-problem" role="alert">
      <strong>This page could not be opened.</strong>
      <p>{error.message}</p>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}
