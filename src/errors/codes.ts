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

  // State, as it is written and as it runs
  STATE_GETTER_WRITES: {
    status: 500,
    message: "Expected a getter that only reads, found one that changes its State.",
    remedy: "Change vars in an event; use toSorted() and the like instead of sort() in a getter.",
  },
  STATE_READ_ONLY: {
    status: 500,
    message: "Expected a change of a var, found a change of what a getter gave, which would be lost.",
    remedy: "Change the var itself: look the element up in it.",
  },
  STATE_VALUE_UNTRACKED: {
    status: 500,
    message: "Expected plain objects, arrays and values in a var, found {found}.",
    remedy: "Use an object or an array, or keep it in a member that begins with _ or #.",
  },
  STATE_NOT_A_TREE: {
    status: 500,
    message: "Expected each object in one place of a State, found one at {first} and at {second}.",
    remedy: "Keep its id in the second place, copy it, or make the second place a getter.",
  },
  STATE_WRITE_OUTSIDE: {
    status: 500,
    message: "Expected a change of {state} in an event, found one when none was running.",
    remedy: "Await in the event all that it starts; nothing that runs on behind it may change the State.",
  },
  STATE_GETTER_LATE_READ: {
    status: 500,
    message: "Expected {state}.{getter} to read its vars before its first await, found that it read {name} after it.",
    remedy: "Read the var into a const at the top of the getter.",
  },
  STATE_GETTER_CYCLE: {
    status: 500,
    message: "Expected getters that do not lead back to themselves, found {state}.{getter}.",
    remedy: "Take the part that both need into a third getter.",
  },
  STATE_WITHOUT_SESSION: {
    status: 500,
    message: "Expected {what} in an event of an open tab, found none.",
    remedy: "Call it while an event or onLoad runs; in a test use openTab.",
  },
  STATE_VAR_MISPLACED: {
    status: 500,
    message: "Expected {what} as the value of a field of a State class, found it at {found}.",
    remedy: "Write it in the class body: `search = bindable(schema, initial);`.",
  },
  STATE_UNKNOWN: {
    status: 500,
    message: 'Expected a State of this app, found "{id}".',
    remedy: "Export the class from a file of the app, so that the compiler sees it.",
  },
  STATE_STALE: {
    status: 409,
    message: "Expected to be the only writer of this tab, found a newer one.",
    remedy: "Reload the page.",
    retry: true,
  },
  STATE_TOO_LARGE: {
    status: 413,
    message: "Expected at most {limit} bytes of State in one tab, found {found}.",
    remedy: "Keep rows in the database and show them by a rows var; raise `stateMaxBytes` if it must be.",
  },
  EVENT_UNKNOWN: {
    status: 404,
    message: "Expected an event of an open State, found {found}.",
    remedy: "Reload the page: the app has changed.",
  },
  VAR_UNKNOWN: {
    status: 404,
    message: "Expected a var that the browser may set, found {found}.",
    remedy: "Declare it with bindable() or url().",
  },
  PAGE_UNKNOWN: {
    status: 404,
    message: "Expected a page of this app, found {route}.",
    remedy: "Correct the address.",
  },
  PARAMS_INVALID: {
    status: 404,
    message: "Expected {what} that the page accepts: {issues}",
    remedy: "Correct the address.",
  },
  EVENT_TIMEOUT: {
    status: 504,
    message: "Expected the event to end within {limit} ms, found it still running.",
    remedy: "Do less at once, or raise `handlerTimeoutMs`; end what the handler waits for when its signal aborts.",
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

  // Migrations
  MIGRATION_AMBIGUOUS: {
    status: 500,
    message:
      "Expected something removed or something added in one migration, found {found}. If it was renamed, say `rx db generate {rename}`, or write {write}.",
    remedy: "If they are two things, say `rx db generate --allow-drops`: what is gone is dropped with what it holds.",
  },
  MIGRATION_KEY_CHANGED: {
    status: 500,
    message: "Expected the primary key of {table} to stay {before}, found {found}.",
    remedy:
      "No migration can be made of it: rows are known by their key. Restore it, or make a second table, copy the rows in a migration of your own, and drop the first one.",
  },
  MIGRATION_NAME_INVALID: {
    status: 500,
    message: "Expected letters, digits, - and _ as the name of a migration, found {found}.",
    remedy: "Give another name with --name.",
  },
  BASELINE_IN_PART: {
    status: 500,
    message: "Expected all tables of {tag} in the database, or none, found {found} of {all}; {first} is missing.",
    remedy: "Delete app/models.ts and the migrations, and pull the database anew.",
  },
  INIT_NODE_OLD: {
    status: 500,
    message: "Expected Node 22.18 or newer to look at the database of a new app, found {found}.",
    remedy:
      "Install a newer Node; or run init without --database, and `npx rx db pull` inside the app, which has its own.",
  },
  SWITCH_TARGET_FULL: {
    status: 500,
    message: "Expected an empty database to switch to, found rows in {table}.",
    remedy: "Name a database that has none of the app's rows.",
  },
  SWITCH_OTHER_SOURCE: {
    status: 500,
    message: "Expected to go on with the switch from {expected} that was begun there, found one from {found}.",
    remedy: "Name an empty database, or set DATABASE_URL to the one that the switch was begun from.",
  },
  SWITCH_SAME: {
    status: 500,
    message: "Expected another database than the app's own, found {found}.",
    remedy: "Name the database to switch to.",
  },
  SWITCH_DIALECT_MISSING: {
    status: 500,
    message: "Expected migrations for {dialect} in migrations/{dialect}, found none.",
    remedy: "Add it to `dialects` in rx.config.ts and run `rx db generate`.",
  },
  SWITCH_TABLE_MISSING: {
    status: 500,
    message: "Expected the table {table} of the models in the present database, found none.",
    remedy: "Run `rx db migrate` first.",
  },
  SWITCH_ROW_REFUSED: {
    status: 500,
    message: "Expected the other database to take the rows of {table}{place}, found: {reason}.",
    remedy: "Mend the value or the model, and run the same command again: it goes on where it was.",
  },
  SWITCH_REFERENCES_BROKEN: {
    status: 500,
    message: "Expected every reference to lead to a row, found {count} that do not, first in {table}.",
    remedy: "Mend them in the present database; then switch to an empty database anew.",
  },
  SWITCH_DIFFERS: {
    status: 500,
    message:
      "Expected {table} to hold the same on both sides, {expected}; found {found}. The app's database was not changed.",
    remedy: "Stop what writes to the present database, and switch to an empty database anew.",
  },
  RESET_UNCONFIRMED: {
    status: 500,
    message: "Expected somebody at a terminal to confirm that {found} is emptied, found none.",
    remedy: "Run it with --yes.",
  },
  SEED_DIFFERS: {
    status: 500,
    message:
      "Expected the seed to give the same rows every time, found others in {table}: {first} rows, then {second}.",
    remedy: "Take random numbers from a generator with a fixed seed, and times from a fixed day.",
  },
  SEED_FAILED: {
    status: 500,
    message: "Expected the seed to run in an empty database, found: {reason}",
    remedy: "Run `rx db seed` with RX_DATABASE set to an empty, migrated database to see all of it.",
  },
  STUDIO_WITHOUT_MODELS: {
    status: 500,
    message: "Expected models to show the tables of, found none in {folder}.",
    remedy: "Write them in app/models.ts, or pull them with `rx db pull`.",
  },
  STUDIO_FAILED: {
    status: 500,
    message: "Expected the pages of the studio to build, found: {reason}",
    remedy: "Run it again with --verbose for all that was said.",
  },
  PULL_EMPTY: {
    status: 500,
    message: "Expected a database with tables to make models of, found none in {found}.",
    remedy: "Check the connection string; for a new database write models in app/models.ts.",
  },
  PULL_FILE_EXISTS: {
    status: 500,
    message: "Expected no file {path} yet, found one.",
    remedy: "Name another file with --out, or write over it with --force.",
  },
  MIGRATION_NUMBER_TWICE: {
    status: 500,
    message: "Expected one migration with the number {number} in {folder}, found {first} and {second}.",
    remedy: "Give the one that was not applied anywhere yet the next free number, its down and snapshot files too.",
  },
  MIGRATION_SNAPSHOT_MISSING: {
    status: 500,
    message: "Expected the snapshot of the last migration at {path}, found {found}.",
    remedy: "Restore it from version control: it is what the models are compared with.",
  },
  MIGRATION_EDITED: {
    status: 500,
    message: "Expected {tag} as it was applied to this database, found that the file has changed since.",
    remedy: "Restore the file, and write what is to change into a new migration.",
  },
  MIGRATION_MISSING: {
    status: 500,
    message: "Expected the file of {tag}, which this database has applied, found none in {folder}.",
    remedy: "Restore it from version control, or name another database.",
  },
  MIGRATION_FAILED: {
    status: 500,
    message: "Expected {tag} to be applied, found at its statement {step}: {reason}.",
    remedy: "The database is as it was before {tag}. Correct the file, or the rows that it meets, and run it again.",
  },
  MIGRATION_STOPPED: {
    status: 500,
    message: "Expected {tag} to be applied, found at its statement {step} of {steps}: {reason}.",
    remedy:
      "What comes before that statement stays, since MySQL commits each by itself. Correct the file from there on, or the rows that it meets, and run it again: it goes on there.",
  },
  MIGRATION_PART_EDITED: {
    status: 500,
    message:
      "Expected the first {done} statements of {tag} as they were run on this database, found that they have changed.",
    remedy: "Restore them: only what comes after them may be edited, then run it again.",
  },
  MIGRATION_TURNED: {
    status: 500,
    message: "Expected {tag} to be finished in the direction in which it was interrupted, found the other one.",
    remedy: "Run `rx db {way}` first.",
  },
  MIGRATION_HOLE: {
    status: 500,
    message: "Expected migrations without a hole, found {found}.",
    remedy:
      "Restore what is missing from version control. One that came late from a branch is deleted, its down and snapshot files too, and written anew by `rx db generate`.",
  },
  MIGRATION_FORKED: {
    status: 500,
    message:
      "Expected {tag} to follow on {before}, found that it was made of the migration before it, as after a merge.",
    remedy:
      "Delete the one of the two that was applied nowhere else, its down and snapshot files too, and write it anew with `rx db generate`.",
  },
  MIGRATION_DESTROYS: {
    status: 500,
    message: "Expected nothing to be taken away, found: {losses}.",
    remedy: "Nothing was written or changed. If it may go with what it holds, run it again with --allow-drops.",
  },
  MIGRATION_CANCELLED: {
    status: 500,
    message: "Expected an answer, found that it was broken off.",
    remedy: "Nothing was written. Run it again, or say --rename or --allow-drops.",
  },
  MIGRATION_RENAME_UNKNOWN: {
    status: 500,
    message:
      "Expected --rename to name something that is gone and what it is called now, as orders.note=remark or notes=memos; found {found}.",
    remedy: "Use the names of the database: {known}.",
  },
  MIGRATION_DOWN_MISSING: {
    status: 500,
    message: "Expected the way back of {tag} at {path}, found none.",
    remedy: "Restore it from version control, or write the statements that take the migration back.",
  },
  MIGRATION_JOURNAL_UNKNOWN: {
    status: 500,
    message: "Expected a journal of rowx in the table rx_migrations, found a migration of {found}.",
    remedy: "Another program, or a newer version, has written it: update rowx, or name another database.",
  },
  MIGRATION_BREAKS_REFERENCES: {
    status: 500,
    message: "Expected every reference to hold after {tag}, found {count} in {table} that lead nowhere.",
    remedy: "The database is as it was before {tag}. Correct the file or the rows and run it again.",
  },
  MIGRATION_LOCKED: {
    status: 503,
    message: "Expected the database to be free for migrations within {seconds} s, found it in use.",
    remedy: "Wait for the other migration, or stop the program that holds a long transaction open.",
    retry: true,
  },
  MIGRATIONS_PENDING: {
    status: 500,
    message: "Expected a database with every migration applied, found pending: {tags}.",
    remedy: "Run `rx db migrate`, or start with --migrate.",
  },

  // Rows
  ROWS_UNKNOWN: {
    status: 404,
    message: "Expected a rows var of this page, found {found}.",
    remedy: "Reload the page.",
  },
  ROWS_OPTION_INVALID: {
    status: 500,
    message: "Expected names of selected columns in `{option}` of rows(), found {found}.",
    remedy: 'Use the names that the select gives its columns; a joined table\'s are "table.column".',
  },
  ROWS_QUERY_INVALID: {
    status: 500,
    message: "Expected a Drizzle select, a table or a model, found {found}.",
    remedy: "Return db.select().from(…), a model, or rows(…) of one of them.",
  },
  COLUMN_NOT_ALLOWED: {
    status: 403,
    message: "Expected a column that this table may {action} by, found {found}.",
    remedy: "Name a column that the query selects; what may be done with it is said by the options of rows().",
  },
  FILTER_VALUE_INVALID: {
    status: 422,
    message: "{label}: expected {expected} to compare with, found {found}.",
    remedy: "Change the filter and try again.",
  },
  ROW_NOT_SHOWN: {
    status: 403,
    message: "Expected the key of a row that this page was shown, found {key}.",
    remedy: "Look the row up again.",
  },
  FILE_REFUSED: {
    status: 403,
    message: "Expected a request of a page of this app, found another.",
    remedy: "Fetch and send files from the app's own pages; name other origins under `origins` in rx.config.ts.",
  },
  TICKET_INVALID: {
    status: 404,
    message: "Expected a ticket for a file that was not used yet, found another.",
    remedy: "Ask for the file again: a ticket works once, for one minute, in the browser that asked.",
  },
  TOO_MANY_TRANSFERS: {
    status: 429,
    message: "Expected at most {limit} files on their way at the same time, found one more.",
    remedy: "Wait until one of them is done, or raise `maxTransfers` in rx.config.ts under `limits`.",
  },
  FILE_TOO_LARGE: {
    status: 413,
    message: "Expected a file of at most {limit} bytes, found a larger one.",
    remedy: "Send it in parts, or allow larger ones: `maxImportBytes` in rx.config.ts under `limits`.",
  },
  FILE_CUT_OFF: {
    status: 400,
    message: "Expected a whole file, found one whose sender stopped.",
    remedy: "Send it again.",
  },
  TOO_MANY_TICKETS: {
    status: 429,
    message: "Expected at most {limit} files that wait to be fetched or sent, found one more.",
    remedy: "Wait a minute and try again, or raise `maxTickets` in rx.config.ts under `limits`.",
  },
  TOO_MANY_VIEWS: {
    status: 429,
    message: "Expected at most {limit} tables on one page, found one more.",
    remedy: "Show fewer tables at once, or raise `maxViews` in rx.config.ts under `limits`.",
  },
  WINDOW_TOO_LARGE: {
    status: 413,
    message: "Expected at most {limit} rows in one view, found more.",
    remedy: "Drop rows that are out of sight before asking for more.",
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
  ROW_LOST: {
    status: 409,
    message: "The connection was lost and nothing was saved or deleted: choose the rows again.",
    remedy: "Open or select the rows again; what was typed is kept until its form is closed.",
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
  STATE_STORE_UNSUPPORTED: {
    status: 500,
    message: "Expected no `stateStore` in rx.config.ts: State lives in this process's memory as yet, found one.",
    remedy: "Leave it away; one process serves the app.",
  },

  // Compiler
  SYNTAX_INVALID: {
    status: 500,
    message: "Expected code that can be read, found: {message}",
    remedy: "Correct the code; under `rx dev` what was there before keeps running.",
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
    message: "Expected `_{name}` or `#{name}` in {state}, found `{found}`, which nothing enforces when the app runs.",
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
  COMPILE_FAILED: {
    status: 500,
    message: "Expected an app that compiles, found {count}:\n{list}\n",
    remedy: "Correct the places named and run it again.",
  },
  BUILD_FAILED: {
    status: 500,
    message: "Expected Next to build the pages, found:\n{output}\n",
    remedy: "Correct the code that it names; a component that needs `window` reads it in an effect.",
  },
  BUILD_LEAK: {
    status: 500,
    message: "Expected no text of the server half in what browsers load, found {text} in {file}.",
    remedy: "Nothing was published. Find out how it got there: a file in public/, a JSON import, a style sheet.",
  },
  BUILD_CHECK_BLIND: {
    status: 500,
    message: 'Expected to find "{control}" in the built pages, found it nowhere: the check for leaks proves nothing.',
    remedy: "Delete .rx and build again; if it happens again, report it.",
  },
  BUILD_MISSING: {
    status: 500,
    message: "Expected a build in .rx/build, found none.",
    remedy: "Run `rx build` first.",
  },
  SERVER_HALF_UNREADABLE: {
    status: 500,
    message: "Expected the States and models of the app to load, found: {reason}.",
    remedy: "Correct the code that it names; --verbose prints where it happened.",
  },

  // Connections and transactions
  SECRET_NOT_SENDABLE: {
    status: 500,
    message: "Expected nothing secret in what a browser is sent, found a row that holds the secret column {column}.",
    remedy: "Select the columns that are meant, or copy them out of the row: ({ name: row.name }).",
  },
  DATABASE_URL_INVALID: {
    status: 500,
    message: "Expected a connection string like sqlite:data/app.db, found {found}.",
    remedy: "Correct `database` in rx.config.ts or DATABASE_URL in .env.",
  },
  DATABASE_URL_OPTION: {
    status: 500,
    message: "Expected parameters that the connection string may have ({expected}), found {found}.",
    remedy: "Correct `database` in rx.config.ts or DATABASE_URL in .env; docs/databases.md lists the parameters.",
  },
  TLS_FILE_UNREADABLE: {
    status: 500,
    message: "Expected to read {file}, which the connection string names for TLS, found: {found}.",
    remedy: "Correct the path, or let this user read the file.",
  },
  TABLES_OF_OTHER_DIALECT: {
    status: 500,
    message: "Expected a connection string for {expected}, of which the table {table} is, found one for {found}.",
    remedy:
      "Change the connection string, write the tables with model(), or open the other database with connect.sqlite(url), connect.postgres(url) or connect.mysql(url).",
  },
  NOT_CONNECTED: {
    status: 500,
    message: "Expected an open database, found none.",
    remedy: "Use `db` inside a running app, a test with testApp() or a seed; elsewhere open one with connect(url).",
  },
  DATABASE_UNREADABLE: {
    status: 500,
    message: "Expected to open {file} as a SQLite database, found: {found}.",
    remedy: "Check that the folder exists and may be written, and that the file is a SQLite database.",
  },
  DATABASE_UNREACHABLE: {
    status: 500,
    message: "Expected to reach {dialect} at {address}, found: {found}.",
    remedy: "{hint} It is `database` in rx.config.ts, or DATABASE_URL in .env.",
  },
  DATABASE_NOT_MADE: {
    status: 500,
    message: "Expected to make a temporary database on {address}, found: {found}.",
    remedy: "Let the user of the connection string create databases, or test with another server.",
  },
  DATABASE_BUSY: {
    status: 503,
    message: "Expected the database to be free within {waitedMs} ms, found that another transaction holds it.",
    remedy:
      "Try again; if it happens often, keep transactions short: no waiting for other services between the first write and the end.",
    retry: true,
  },
  TRANSACTION_ENDED: {
    status: 500,
    message: "Expected every query of a transaction to run before it ends, found one after it was {state}.",
    remedy: "Await every query, and use `tx` only inside the function that got it.",
  },
  COLUMN_UNKNOWN: {
    status: 422,
    message: "Expected a column of {table}, found {found}.",
    remedy: "Use the names that the model gives its columns.",
  },
  TRANSACTION_ROLLED_BACK: {
    status: 500,
    message: "Expected somebody to catch tx.rollback(), found nobody who did.",
    remedy: "Catch the error of db.transaction where a roll-back is part of the plan.",
  },
  MODEL_UNKNOWN: {
    status: 500,
    message: "Expected db.query with the name of a model, one of {known}, found {found}.",
    remedy: "Use the name under which the model is exported.",
  },
  RELATION_UNKNOWN: {
    status: 500,
    message: "Expected a relation of {model}, one of {known}, found {found}.",
    remedy:
      "A relation has the name of the ref() column without Id, its other side that of the exported model; `as` and `many` name them.",
  },
  TRANSACTION_BY_HAND: {
    status: 500,
    message: "Expected db.transaction(async (tx) => …), found the statement {found}.",
    remedy:
      "Let db.transaction begin, commit and roll back: statements of other events would get between those of yours.",
  },
  UNIQUE_VIOLATION: {
    status: 409,
    message: "{label}: expected a value that no other row has, found one that is taken.",
    remedy: "Choose another value.",
  },
  FOREIGN_KEY_VIOLATION: {
    status: 409,
    message: "{message}",
    remedy: "Choose a row that exists; to delete a row, first delete or change those that point to it.",
  },
  NOT_NULL_VIOLATION: {
    status: 422,
    message: "{label}: expected a value, found none.",
    remedy: "Fill it in.",
  },
  CHECK_VIOLATION: {
    status: 422,
    message: "Expected a row that keeps the rule {constraint}, found one that breaks it.",
    remedy: "Change the values so that the rule holds.",
  },
  NOT_PORTABLE: {
    status: 500,
    message: "Expected a query that every database takes, found {found}, which {dialect} does not know.",
    remedy: "Write it as a join with a subquery, or as raw SQL with db.execute for the one database.",
  },
  DATABASE_LOST: {
    status: 503,
    message: "Expected the connection to the database to hold, found: {found}. Nothing of what was open is kept.",
    remedy: "Try again; if it happens often, look into the log of the database server.",
    retry: true,
  },
  DATABASE_OUTCOME_UNKNOWN: {
    status: 503,
    message: "Expected the database to say whether it kept the write, found: {found}.",
    remedy: "Look whether it is there before trying again: the connection was lost between the write and the answer.",
  },
  UPSERT_TWICE: {
    status: 422,
    message: "{label}: expected each value once in one upsert, found {found} twice.",
    remedy: "Leave one of the rows out, or write them in two statements.",
  },
  STATEMENT_TOO_LARGE: {
    status: 500,
    message: "Expected at most {limit} values in one statement, found {found}.",
    remedy: "Write the rows in several statements, a thousand at a time, inside one db.transaction.",
  },
  VALUE_REFUSED: {
    status: 422,
    message: "Expected a value that the column takes, found what the database refuses: {found}.",
    remedy: "Correct the value.",
  },
  STATEMENT_TIMEOUT: {
    status: 503,
    message: "Expected an answer of the database in time, found a statement that takes longer.",
    remedy: "Ask for less at a time, or add an index; the limit is `limits.statementTimeoutMs` in rx.config.ts.",
    retry: true,
  },
  STATEMENT_CANCELLED: {
    status: 503,
    message: "Expected somebody to wait for the rows, found that newer ones were asked for in their place.",
    remedy: "Nothing needs to be done: the newer request is answered.",
    retry: true,
  },
  DATABASE_DEADLOCK: {
    status: 503,
    message: "Expected no other transaction in the way, found one that held the same rows.",
    remedy: "Try again.",
    retry: true,
  },
  DATABASE_FAILED: {
    status: 500,
    message: "Expected the database to answer, found: {found}.",
    remedy: "Correct the query; if a table or column is missing, run `rx db migrate`.",
  },

  // Crud
  CRUD_QUERY_INVALID: {
    status: 500,
    message: "Expected query() to give a select from {table} without groups and set operations, found another.",
    remedy: "Return db.select().from(…) with joins and conditions, or write the events yourself.",
  },
  CRUD_COLUMN_UNKNOWN: {
    status: 500,
    message: "Expected columns of {table} in the options of crud(), found {found}.",
    remedy: "Use the names that the model gives its columns.",
  },
  CRUD_CHILD_INVALID: {
    status: 500,
    message: "Expected one column of {table} that points to {parent} for the children {name} of crud(), found {found}.",
    remedy: "Say which one by `by`, or give the model a ref() to its parent.",
  },
  CRUD_CHILD_CLOSED: {
    status: 409,
    message: "Expected a row that is open, found none.",
    remedy: "Open the row whose children these are again.",
  },
  ROW_NOT_IN_LIST: {
    status: 422,
    message: "Expected a row of this list, found one that is not in it.",
    remedy: "Take the row out of the file; the list shows only some of the rows that there are.",
  },
  CSV_INVALID: {
    status: 422,
    message: "Expected {expected}, found {found}.",
    remedy: "Save the file as CSV in UTF-8 with names of columns in its first row, and send it again.",
  },
  CRUD_NOT_ALLOWED: {
    status: 403,
    message: "Expected an app whose rows may be {what} here, found one that does not allow it.",
    remedy: "Allow it in the options of crud(), if it is to be allowed.",
  },

  // Command line
  APP_NOT_FOUND: {
    status: 500,
    message: "Expected an app in {folder}, found no folder named app.",
    remedy: "Run it in the folder of an app, or make one with `npx rowx init`.",
  },
  FOLDER_NOT_EMPTY: {
    status: 500,
    message: "Expected an empty folder at {folder}, found {found}.",
    remedy: "Name a new folder, as `npx rowx init shop`.",
  },
  TEMPLATE_UNKNOWN: {
    status: 500,
    message: "Expected a template, {known}, found {found}.",
    remedy: "Name one, as `--template crud`.",
  },
  INSTALL_FAILED: {
    status: 500,
    message: "Expected npm to install the app, found: {reason}.",
    remedy: "The files are written: mend what npm says and run `npm install` in the new folder.",
  },
  MIGRATIONS_UNSETTLED: {
    status: 500,
    message: "Expected every migration to be applied as it is written, found: {found}.",
    remedy: "`rx db status` lists all, `rx db migrate` applies what is pending.",
  },
  SEED_MISSING: {
    status: 500,
    message: "Expected a seed in {path}, found {found}.",
    remedy: "Write app/seed.ts with an async function as its default export.",
  },
});

/** The name of an error. */
export type Code = keyof typeof codes;
