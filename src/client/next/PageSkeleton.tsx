import type { ReactNode } from "react";
import "./page-skeleton.css";

/** What stands where a page will be until its States are there; seen only when that takes a while. */
export function PageSkeleton(): ReactNode {
  return (
    <div className="rx-page-skeleton" role="status" aria-label="Loading">
      <div />
      <div />
      <div />
    </div>
  );
}
