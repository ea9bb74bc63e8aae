import type { Total } from "../../protocol/rows.ts";
import type { ViewState } from "../../client/rows/view-state.ts";

/** The parts of the footer's count: "1–17", "175", "50,000"; only numbers that the server sent. */
export interface CountText {
  /** "1–17", undefined where it is not known which rows are in view. */
  readonly range: string | undefined;
  /** "175": what matches. */
  readonly matching: string | undefined;
  /** "50,000": all there are, where a filter or a search leaves some out. */
  readonly all: string | undefined;
}

/** Says how many rows there are and which are seen. */
export function countText(state: Pick<ViewState, "range" | "total" | "all" | "applied">): CountText {
  const { range, total, all, applied } = state;
  const isNarrowed = applied.filter !== undefined || applied.search !== "";
  const most = total?.is === "exact" ? total.count : Number.POSITIVE_INFINITY;
  const about = range?.is === "about" ? "about " : "";
  const shown =
    range === undefined || total?.count === 0
      ? undefined
      : `${about}${number(range.first + 1)}–${number(Math.min(range.last + 1, most))}`;
  return {
    range: shown,
    matching: total === undefined ? undefined : totalWords(total),
    all: isNarrowed && all !== undefined ? totalWords(all) : undefined,
  };
}

/** A count in words: "50,000", "over 10,000", "about 2.4 million". */
export function totalWords({ count, is }: Total): string {
  if (is === "exact") return number(count);
  if (is === "at least") return `over ${number(count)}`;
  return `about ${rough(count)}`;
}

// An estimate in all its digits would claim what it cannot know.
function rough(count: number): string {
  if (count >= 1_000_000) return `${trimmed(count / 1_000_000)} million`;
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, count))) - 1);
  return number(Math.round(count / unit) * unit);
}

function trimmed(value: number): string {
  return value.toLocaleString(undefined, { maximumFractionDigits: value < 10 ? 1 : 0 });
}

function number(value: number): string {
  return value.toLocaleString();
}
