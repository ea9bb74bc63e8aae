import { Skeleton } from "@mantine/core";
import { useEffect, useState, type ReactNode } from "react";
import "./skeleton-lines.css";

/** Props of SkeletonLines. */
export interface SkeletonLinesProps {
  readonly rows?: number | undefined;
  /** Height of a row in pixels. Default 36. */
  readonly rowHeight?: number | undefined;
}

/** Rows that are not there yet, in their shape: nothing for 150 ms, then lines, after 3 s the seconds. */
export function SkeletonLines({ rows = 8, rowHeight = 36 }: SkeletonLinesProps): ReactNode {
  const seconds = useSeconds();
  if (seconds === undefined) return null;
  return (
    <div className="rx-skeleton" role="status" aria-label="Loading">
      {seconds >= 3 && <div className="rx-skeleton-seconds rx-numbers">Loading, {seconds} s</div>}
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="rx-skeleton-row" style={{ height: rowHeight }}>
          {[38, 24, 16].map((width, column) => (
            <Skeleton key={width} height={10} width={`${width - ((row * 7 + column * 5) % 9)}%`} animate={false} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** Undefined for the first 150 ms, then whole seconds since the beginning. */
function useSeconds(): number | undefined {
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    const startedAt = Date.now();
    const first = setTimeout(() => setSeconds(0), 150);
    const each = setInterval(() => setSeconds(Math.floor((Date.now() - startedAt) / 1000)), 1000);
    return () => {
      clearTimeout(first);
      clearInterval(each);
    };
  }, []);
  return seconds;
}
