import { MantineProvider, type MantineColorScheme } from "@mantine/core";
import { DatesProvider } from "@mantine/dates";
import { Notifications } from "@mantine/notifications";
import { useMemo, type ReactNode } from "react";
import { createRxTheme } from "../theme/create-rx-theme.ts";
import { rxCssVariables } from "../theme/rx-css-variables.ts";
import "../theme/styles.ts";
import { ToastCard } from "../Toast/ToastCard.tsx";
import { firstDayOfWeek } from "./first-day-of-week.ts";

/** Props of RxProvider; the values of `theme` in rx.config.ts. */
export interface RxProviderProps {
  /** A colour of Mantine. Default: `indigo`, the accent of rowx. */
  readonly primaryColor?: string | undefined;
  /** Default: `auto`, what the machine says; a choice made with ColorSchemeToggle is kept in localStorage. */
  readonly colorScheme?: MantineColorScheme | undefined;
  readonly children: ReactNode;
}

/** Everything that components need around them: theme, dates in the reader's manner, toasts. The root of an app mounts it once. */
export function RxProvider({ primaryColor, colorScheme = "auto", children }: RxProviderProps): ReactNode {
  const theme = useMemo(() => createRxTheme(primaryColor === undefined ? {} : { primaryColor }), [primaryColor]);
  return (
    <MantineProvider theme={theme} defaultColorScheme={colorScheme} cssVariablesResolver={rxCssVariables}>
      <DatesProvider settings={{ firstDayOfWeek: firstDayOfWeek() }}>
        {children}
        <Notifications
          position="bottom-right"
          limit={3}
          containerWidth={372}
          autoClose={6000}
          transitionDuration={220}
          renderNotification={(toast) => <ToastCard toast={toast} />}
        />
      </DatesProvider>
    </MantineProvider>
  );
}
