import { IconWifiOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useConnection } from "../../client/react/use-connection.ts";
import "./connection-chip.css";

/** The state of the line in the top bar: Live, Connecting, Reconnecting, Offline. */
export function ConnectionChip(): ReactNode {
  const { phase } = useConnection().status;
  const isLost = phase === "reconnecting" || phase === "stopped";
  return (
    <span className="rx-line" data-lost={isLost || undefined} role="status">
      {isLost ? <IconWifiOff size={14} aria-hidden /> : <span className="rx-line-dot" data-phase={phase} aria-hidden />}
      {words[phase]}
    </span>
  );
}

const words = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  stopped: "Offline",
  closed: "Offline",
} as const;
