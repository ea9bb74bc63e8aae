// Every bound of rowx in one place: nothing that a browser or a query can make grow is without one.

/** Default limits. An app changes them in rx.config.ts under `limits`; the names are the same there. */
export const defaultLimits = {
  /** Inbound frames. */
  maxFrameBytes: 64 * 1024,
  maxDepth: 32,
  maxKeys: 1_024,
  maxItems: 8_192,
  maxStringBytes: 32 * 1024,
  /** An `edit`, or an event whose schema allows longer text. */
  maxLongFrameBytes: 1024 * 1024,
  maxLongStringBytes: 512 * 1024,

  /** Pace of one tab. Above it the server reads the socket more slowly; nothing is refused. */
  messagesPerSecond: 50,
  windowsPerSecond: 20,
  messageBurst: 100,
  maxPending: 64,
  /** A socket that stands still this long over its pace is closed with `slow`. */
  maxPausedMs: 30_000,

  /** Outbound bytes queued for one socket, above which deltas give way to one snapshot. */
  maxQueuedBytes: 1024 * 1024,
  /** Watchers of one block that are served before the loop gets a turn. */
  fanOutChunk: 250,

  helloTimeoutMs: 10_000,
  pingIntervalMs: 25_000,
  pongTimeoutMs: 8_000,
  /** How long an open socket has to show that it lives when a fresh page comes with its token. */
  duplicateProbeMs: 1_000,
  maxTabsPerSession: 20,
  maxTabsPerUser: 50,

  stateWarnBytes: 256 * 1024,
  stateMaxBytes: 1024 * 1024,
  handlerTimeoutMs: 60_000,
  resumeMs: 5 * 60_000,
  /** Answers kept of one tab so that a repeat is not run again; above maxPending, so none that can be asked is gone. */
  maxRecordedAnswers: 128,

  maxWindowRows: 1_000,
  maxWatchedBlocks: 8,
  maxViews: 32,
  /** Keys of rows of one rows var that a session was shown and does not watch: by them it may still ask, edit and resume. */
  maxKeptKeys: 10_000,
  blockRows: 100,
  maxBlockRows: 200,
  maxConditions: 32,
  maxConditionDepth: 4,
  maxInValues: 1_000,
  maxSorts: 8,
  maxFilterTextLength: 256,
  maxLookupRows: 100,
  /** Time that a count may take before the total is said as `at least` or `about`. */
  countBudgetMs: 100,
  /** Rows that one bulk edit or delete of "all" may be for. */
  maxBulkRows: 10_000,
  /** A file of rows that is imported. */
  maxImportBytes: 256 * 1024 * 1024,
  /** Rows with errors after which an import gives up. */
  maxImportErrors: 1_000,
  /** How long a ticket for a file is good, and how many of them one browser may hold. */
  ticketMs: 60_000,
  maxTickets: 64,
  /** Files that one browser may send and fetch at the same time. */
  maxTransfers: 4,
  /** A file whose sender or reader does nothing for so long is ended; and how long sending one may take at most. */
  transferIdleMs: 30_000,
  uploadTimeoutMs: 10 * 60_000,
  /** Keys kept of one skeleton: every so many rows. */
  skeletonStep: 10_000,
  statementTimeoutMs: 5_000,
  /** SQLite: reads that may be long, each in a process of its own, at the same time; further ones wait. */
  maxSlowReads: 4,
  /** How long to wait for a database server, or for one of its connections that is free. */
  connectTimeoutMs: 4_000,
  /** Rows that `all(query)` may bring into a var. */
  maxVarRows: 1_000,
  ledgerKeptMs: 24 * 60 * 60_000,
  /** Rows of one table and transaction whose keys are told to live queries; above, they run again. */
  maxCapturedRows: 5_000,
  /** How long a write waits for its turn behind other transactions of this process. */
  writerWaitMs: 30_000,
  /** How long a write is tried again while another process writes. */
  busyTimeoutMs: 5_000,
  /** Development warns of an event that keeps others from writing for longer. */
  transactionWarnMs: 250,
} as const;

/** The limits in force, defaults with what the app changed. */
export type Limits = { readonly [Name in keyof typeof defaultLimits]: number };
