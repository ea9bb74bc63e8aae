// rowx/server: an app inside a process of your own.
export { createApp } from "../app/create-app.ts";
export type { App, AppOptions, ServerManifest } from "../app/app.ts";
export { loadConfig, type AppConfig, type LoadConfigOptions } from "../app/load-config.ts";
export { createServer, type AppServer, type ServerAddress, type ServerOptions } from "../server/create-server.ts";
