/** What the command tells the process that runs the app's server half. */
export interface DevOptions {
  /** The app's folder. */
  readonly folder: string;
  /** Port of the pages. */
  readonly pagePort: number;
  /** Port of the event server. */
  readonly serverPort: number;
}

/** What that process tells the command. */
export type DevMessage =
  /** `.rx/web` is there: Next can start. */
  | { readonly type: "web" }
  /** The event server answers. */
  | { readonly type: "ready" };

/** With this code the process asks to be started anew: the configuration changed. */
export const restartCode = 75;
