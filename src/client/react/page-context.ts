import { createContext } from "react";

/** Values of a route's dynamic parts: `[id]` a text, `[...path]` a list. */
export type PageParams = Readonly<Record<string, string | readonly string[]>>;

/** The dynamic parts of the address of the page. */
export const ParamsContext = createContext<PageParams>({});

/** The path of the address, `/orders/7`. */
export const PathContext = createContext("/");
