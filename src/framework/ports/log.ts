/** Where the framework writes what a developer must know; pino fits. */
export interface Log {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
}
