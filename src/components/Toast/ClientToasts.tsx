import { useEffect } from "react";
import { useClient } from "../../client/react/client-context.ts";
import { showToast } from "./show-toast.ts";

/** Shows the toasts that events ask for, and those of calls that failed while nobody listened. Stands once below the client. */
export function ClientToasts(): null {
  const client = useClient();
  useEffect(() => client.onToast(showToast), [client]);
  return null;
}
