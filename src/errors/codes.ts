// The one registry of everything that can go wrong. A code is never reused; docs/errors.md is tested against it.

/** What every code says: an HTTP-like status, one line of what was expected and found, and what to do about it. */
export interface CodeInfo {
  readonly status: number;
  /** `{name}` is filled from the parameters that the error is made with. */
  readonly message: string;
  readonly remedy: string;
  /** Can the same thing succeed when it is tried again unchanged? */
  readonly retry?: true;
}

const define = <const C extends Record<string, CodeInfo>>(codes: C): C => codes;

/** Every error code of rowx. Each folder keeps its own block, in the order of the data flow. */
export const codes = define({
  // The rim: what a browser is told when it may not be told more.
  INTERNAL: {
    status: 500,
    message: "Something went wrong on the server.",
    remedy:
      "Try again; if it happens again, give the id of this error to whoever runs the app: the server's log has the rest.",
    retry: true,
  },

  // Protocol
  BAD_MESSAGE: {
    status: 400,
    message: "Expected a message of the rowx protocol, found {found}.",
    remedy: "Reload the page; if another program opens this socket, see docs/protocol.md for the shapes.",
  },
  MESSAGE_TOO_LARGE: {
    status: 413,
    message: "Expected at most {limit} {unit}, found {found}.",
    remedy: "Send less at once, or raise the limit in rx.config.ts under `limits`.",
  },
  VALUE_NOT_SENDABLE: {
    status: 500,
    message: "Expected a value that can be sent to the browser, found {found}.",
    remedy: "Keep such a value in a member that begins with _ or #, or turn it into plain data first.",
  },

  // State and events
  REJECTED: { status: 422, message: "{message}", remedy: "Change the input and try again." },
  INPUT_INVALID: {
    status: 422,
    message: "{issues}",
    remedy: "Change the input to what the event's schema accepts.",
  },

  // Models and databases
  MODEL_NAME_INVALID: {
    status: 500,
    message: "Expected {expected} as the name of a table, found {found}.",
    remedy: "Give model() another name.",
  },
  MODEL_DUPLICATE: {
    status: 500,
    message: 'Expected one model per table, found a second model("{table}").',
    remedy: "Name one of the two differently, or import the first instead of writing it again.",
  },
  COLUMN_NAME_INVALID: {
    status: 500,
    message: "Expected {expected} as the name of a column of {table}, found {found}.",
    remedy: "Rename the column in the model; `.renamedFrom(…)` keeps what is stored.",
  },
  COLUMN_OPTION_INVALID: {
    status: 500,
    message: "Expected {what}, found {found}.",
    remedy: "Correct the column in the model.",
  },
  MODEL_KEY_INVALID: {
    status: 500,
    message: "Expected one primary key in {table}, found {found}.",
    remedy: "Give the table one id(), one .primaryKey(), or one primaryKey({ columns: […] }) of several columns.",
  },
  REF_UNKNOWN: {
    status: 500,
    message: "Expected {column} to point at the key of a model, found {found}.",
    remedy: 'Import the model and write ref(() => model.id), or write the name in its model("…").',
  },
  REF_KEY_MISMATCH: {
    status: 500,
    message: "Expected {column} to point at a {expected} key, found that {target} is a {found}.",
    remedy: 'Write ref("…", { key: "uuid" }) for a text or uuid key and ref("…") for a number key.',
  },
  RULE_BROKEN: {
    status: 422,
    message: "{label}: {expected}",
    remedy: "Change the value and try again.",
  },
  VALUE_INVALID: {
    status: 422,
    message: "{label}: expected {expected}, found {found}.",
    remedy: "Change the value and try again.",
  },

  // Client
  DELTA_MISFIT: {
    status: 500,
    message: "Expected a change that fits what the browser has, found {found}.",
    remedy: "Nothing is to be done: the browser asks for everything anew.",
  },
  EVENT_GONE: {
    status: 410,
    message: "The connection was lost before this was done, and it was not done.",
    remedy: "Do it again.",
    retry: true,
  },
  EVENT_INTERRUPTED: {
    status: 500,
    message: "The connection was lost while this ran: whether it was done is not known.",
    remedy: "Look whether it happened before doing it again.",
  },
  EDIT_CONFLICT: {
    status: 409,
    message: "Somebody else changed this value meanwhile.",
    remedy: "Choose which of the two values stays.",
  },
  STATE_NOT_OPEN: {
    status: 500,
    message: "Expected a State of the page that is open, found {found}.",
    remedy: "Use useServerState in a component of a page, with a class that extends State.",
  },
  CLIENT_MISSING: {
    status: 500,
    message: "Expected a rowx app around this component, found none.",
    remedy: "Render it inside a page of the app, or inside ClientProvider in a test.",
  },
  SERVER_CLASS_CALLED: {
    status: 500,
    message: "Expected {id} to be used by useServerState, found that it was called or constructed in the browser.",
    remedy: "The class lives on the server: pass it to useServerState.",
  },

  // Server
  LISTEN_FAILED: {
    status: 500,
    message: "Expected port {port} of {host} to be free, found that it cannot be opened: {reason}.",
    remedy: "Name another port with -p, or stop the program that uses this one.",
  },
  ORIGINS_REQUIRED: {
    status: 500,
    message: "Expected `origins` in rx.config.ts because {host} can be reached from other machines, found none.",
    remedy: 'Name who may open the app, as `origins: ["https://app.example.com"]`, or listen on 127.0.0.1.',
  },
  SITE_NOT_BUILT: {
    status: 500,
    message: "Expected the built pages in {folder}, found no such folder.",
    remedy: "Run `rx build` first.",
  },

  // App
  CONFIG_UNREADABLE: {
    status: 500,
    message: "Expected a configuration in {path}, found that it cannot be loaded: {reason}",
    remedy: "Mend the file; it is TypeScript without enums, namespaces and parameter properties.",
  },
  CONFIG_INVALID: {
    status: 500,
    message: "Expected {option} of the configuration to be {expected}, found {found}.",
    remedy: "Change it in rx.config.ts, or in the RX_ variable of its name.",
  },
  SECRET_TOO_SHORT: {
    status: 500,
    message: "Expected at least {limit} characters of secret in {source}, found {found}.",
    remedy: "Give it 32 random bytes or more, or leave RX_SECRET away: a key is then kept in data/secret.",
  },

  // Compiler
  SYNTAX_INVALID: {
    status: 500,
    message: "{message}",
    remedy: "Correct the code; the page in the browser keeps running what was there before.",
  },
  SERVER_CODE_IN_BROWSER: {
    status: 500,
    message:
      "Expected code that can run in the browser, found {found}, which stays on the server. The way it got there: {way}.",
    remedy:
      "Use it in a State (a getter, an event, onLoad) and show the var, or move what the page needs to a file of its own.",
  },
  ENV_IN_BROWSER: {
    status: 500,
    message:
      "Expected code that can run in the browser, found `process`, whose environment stays on the server. The way it got there: {way}.",
    remedy: "Read it on the server and put what the page needs into a var of a State.",
  },
  IMPORT_UNRESOLVED: {
    status: 500,
    message: 'Expected a file at "{source}", found none.',
    remedy: "Correct the path; `@/` is the folder of the app.",
  },
  ASSET_ON_SERVER: {
    status: 500,
    message: 'Expected code or JSON on the server, found "{source}".',
    remedy: "Import styles and pictures in components only; on the server read the file by its path.",
  },
  STATE_MEMBER_PRIVATE: {
    status: 500,
    message:
      "Expected `_{name}` or `#{name}` in {state}, found `{modifier} {name}`, which nothing enforces when the app runs.",
    remedy: "Rename it to `_{name}` or `#{name}`: neither ever leaves the server.",
  },
  STATE_MEMBER_RESERVED: {
    status: 500,
    message: "Expected another name for a member of {state}, found `{name}`, which every State has already.",
    remedy: "Rename it; the names of State itself are flush, get, turn and browser.",
  },
  STATE_ID_MISSING: {
    status: 500,
    message: "Expected a name for this State, found {found}.",
    remedy: 'Name the class, or write `static readonly key = "…"` with the text itself.',
  },
  STATE_ID_DUPLICATE: {
    status: 500,
    message: 'Expected one State with the id "{id}", found another in {other}.',
    remedy: 'Rename one of the two classes, or give it `static readonly key = "…"`.',
  },
  PAGE_WITHOUT_COMPONENT: {
    status: 500,
    message: "Expected a default export, the component of the page, found none.",
    remedy: "Write `export default function Page() { … }`, or move the file out of app/pages.",
  },
  PAGE_SETTING_INVALID: {
    status: 500,
    message: "Expected {expected} in `export const page`, found {found}.",
    remedy: "Write the value itself: a page's settings are read without running the page.",
  },
  ROUTE_DUPLICATE: {
    status: 500,
    message: "Expected one page for {route}, found another in {other}.",
    remedy: "Delete or rename one of the two files.",
  },
  ROUTE_INVALID: {
    status: 500,
    message: "Expected folders and files like orders, [id] or a last [...path] in app/pages, found {found}.",
    remedy: "Rename it.",
  },
  APP_WITHOUT_PAGES: {
    status: 500,
    message: "Expected pages in app/pages, found none.",
    remedy: "Create app/pages/index.tsx with a component as its default export.",
  },
});

/** The name of an error. */
export type Code = keyof typeof codes;
