import { useContext } from "react";
import { PathContext } from "./page-context.ts";

/** The path of the page that is open, without query: `/orders/7`. */
export function usePath(): string {
  return useContext(PathContext);
}
