import { useLayoutEffect, useState, type RefObject } from "react";
import { useTable } from "../use-table.ts";

/** Below this many pixels a row is a two-line item. */
const narrowWidth = 640;

/** Is the table narrow? Undefined until it is known. */
export function useNarrow(box: RefObject<HTMLElement | null>): boolean | undefined {
  const table = useTable();
  const [isNarrow, setNarrow] = useState<boolean>();
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const look = (): void => {
      const next = element.clientWidth < narrowWidth;
      table.viewport.setRowHeight(next ? 64 : 36);
      setNarrow(next);
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [box, table]);
  return isNarrow;
}
