import type { ReactNode } from "react";
import "./dev-overlay.css";

/** A problem of the app's code as the compiler found it. */
export interface ShownProblem {
  /** `app/pages/index.tsx:12:5` */
  readonly at: string;
  readonly message: string;
  readonly remedy: string;
}

/** Props of DevOverlay. */
export interface DevOverlayProps {
  readonly problems: readonly ShownProblem[];
}

/** In development: what cannot be compiled, over the page that keeps running. Goes away by itself when it is mended. */
export function DevOverlay({ problems }: DevOverlayProps): ReactNode {
  if (problems.length === 0) return null;
  return (
    <div className="rx-dev-overlay" role="alert" aria-label="Compile errors">
      <h2>The last change does not compile. What runs is what was there before.</h2>
      <ul>
        {problems.map(({ at, message, remedy }) => (
          <li key={at + message}>
            <code>{at}</code>
            <p>{message}</p>
            <p className="rx-dev-remedy">{remedy}</p>
          </li>
        ))}
      </ul>
    </div>
  );
}
