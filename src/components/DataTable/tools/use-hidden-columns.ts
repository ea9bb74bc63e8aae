import { useLocalStorage } from "@mantine/hooks";
import type { Table } from "../table.ts";
import { readHidden } from "./hidden-columns.ts";

/** Columns that the reader does not want to see, and the way to choose others. */
export type HiddenColumns = readonly [hidden: readonly string[], setHidden: (hidden: readonly string[]) => void];

/** Remembers them for each table in this browser. */
export function useHiddenColumns({ ref }: Table): HiddenColumns {
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({
    key: `rx-hidden-columns ${ref.state}.${ref.name}`,
    defaultValue: none,
    getInitialValueInEffect: false,
    deserialize: readHidden,
  });
  return [hidden, setHidden];
}

const none: readonly string[] = [];
