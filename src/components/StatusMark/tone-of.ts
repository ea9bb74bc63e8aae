/** What a status means, which decides its colours. */
export type Tone = "ok" | "warn" | "bad" | "info" | "accent" | "neutral";

const words: Readonly<Record<Exclude<Tone, "neutral">, string>> = {
  ok: "active approved available complete completed confirmed delivered done fulfilled healthy live ok online published received resolved succeeded success won yes",
  warn: "at_risk awaiting delayed due hold low on_hold paused pending review trial unpaid waiting warning",
  bad: "blocked cancelled canceled churned critical discontinued error expired failed late lost overdue rejected suspended",
  info: "in_progress lead new open paid planned prospect running scheduled started",
  accent: "ordered processing sent shipped shipping",
};

const tones = new Map<string, Tone>();
for (const tone of ["ok", "warn", "bad", "info", "accent"] as const) {
  for (const word of words[tone].split(" ")) tones.set(word, tone);
}

/** The tone of a status by its word, in any case, with spaces, hyphens or underscores; neutral where the word says nothing. */
export function toneOf(value: string): Tone {
  return tones.get(value.toLowerCase().replace(/[\s-]+/g, "_")) ?? "neutral";
}
