import { useContext } from "react";
import { ParamsContext, type PageParams } from "./page-context.ts";

/**
 * The dynamic parts of the page's address: in `app/pages/orders/[id].tsx` `useParams<{ id: string }>().id`.
 * A `[...path]` is a list. What a State does with them goes through its own `static params`.
 */
export function useParams<Params extends PageParams = PageParams>(): Params {
  const params: PageParams = useContext(ParamsContext);
  // The page says which parts its own file name has; the compiler matched the address against that name.
  return params as Params;
}
