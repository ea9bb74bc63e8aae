import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useState, type ReactNode } from "react";
import { useConnection } from "../../client/react/use-connection.ts";
import { bannerText } from "./banner-text.ts";
import "./connection-banner.css";

/**
 * A strip over the page while the line to the server is broken, from one second on: what happened, what becomes of
 * what was typed, and a way to try now. It pushes the page down and covers nothing; with the line it leaves.
 */
export function ConnectionBanner(): ReactNode {
  const { status, waiting, retry, reload } = useConnection();
  const isDue = useIsDue(status.phase === "reconnecting" || status.phase === "stopped", status.since);
  const text = isDue ? bannerText(status, waiting) : undefined;
  if (text === undefined) return null;
  return (
    <div className="rx-banner" role="status">
      {text.busy ? (
        <Loader size={14} color="var(--rx-warn-dot)" aria-hidden />
      ) : (
        <IconAlertTriangle size={16} aria-hidden />
      )}
      <span className="rx-banner-text">
        <b>{text.title}</b> {text.detail}
      </span>
      <span className="rx-banner-since rx-numbers">Data as of {new Date(status.since).toLocaleTimeString()}</span>
      <Button size="compact-sm" variant="default" className="rx-banner-button" onClick={text.busy ? retry : reload}>
        {text.busy ? "Try now" : "Reload"}
      </Button>
    </div>
  );
}

/** True once `isOn` has held for a second: a short gap is nobody's business. */
function useIsDue(isOn: boolean, since: number): boolean {
  const [due, setDue] = useState(false);
  useEffect(() => {
    if (!isOn) return;
    const timer = setTimeout(() => setDue(true), Math.max(0, 1000 - (Date.now() - since)));
    return () => {
      clearTimeout(timer);
      setDue(false);
    };
  }, [isOn, since]);
  return isOn && due;
}
