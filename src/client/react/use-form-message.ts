import { useCallback, useSyncExternalStore } from "react";
import type { FormMessage } from "../../protocol/form.ts";
import { useClient } from "./client-context.ts";

/** The form of a model: its fields and rules; undefined until the server has sent it, or where there is no model. */
export function useFormMessage(model: string | undefined): FormMessage | undefined {
  const client = useClient();
  const read = (): FormMessage | undefined => (model === undefined ? undefined : client.form(model));
  return useSyncExternalStore(
    useCallback((changed) => client.onForm(changed), [client]),
    read,
    read,
  );
}
