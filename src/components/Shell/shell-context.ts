import { createContext } from "react";

/** What a page may tell the shell around it. */
export interface ShellContextValue {
  /** Sets the last part of the breadcrumbs and the tab's title; the result takes it back. */
  readonly setTitle: (title: string) => () => void;
}

/** The shell that a page stands in; null where an app has none. */
export const ShellContext = createContext<ShellContextValue | null>(null);
