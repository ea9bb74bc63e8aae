import type { ReactNode } from "react";
import { Link } from "../react/Link.tsx";
import "./page-problem.css";

/** What an unknown address shows where the app has no app/pages/404.tsx. */
export function NotFound(): ReactNode {
  return (
    <div className="rx-page-problem">
      <strong>Nothing is at this address.</strong>
      <p>It may have moved, or the link has a mistake.</p>
      <Link href="/">Go to the start page</Link>
    </div>
  );
}
