import { EmptyState as Base } from "@mantine/core";
import type { ReactNode } from "react";

/** Props of EmptyState. */
export interface EmptyStateProps {
  /** "No products yet", or "No orders match". */
  readonly title: string;
  /** Why, or what to do: names the filter that empties it. */
  readonly children?: ReactNode;
  /** Buttons: New, or what takes the filter away. */
  readonly actions?: ReactNode;
}

/** Nothing to show, in two kinds: nothing yet (offers to add) and nothing matches (offers the undo). The caller's words say which. */
export function EmptyState({ title, children, actions }: EmptyStateProps): ReactNode {
  return (
    <Base size="sm" title={title} description={children} py={32} role="status">
      {actions !== undefined && <Base.Actions>{actions}</Base.Actions>}
    </Base>
  );
}
