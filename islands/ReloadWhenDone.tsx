import { useEffect } from "preact/hooks";
import { followEvents } from "../lib/web/events.ts";

/** Browsers allow six connections to a server over HTTP/1.1; the page itself needs some. */
const MOST = 3;

/** Shows nothing. Reloads the page when one of the jobs that it lists has ended. */
export function ReloadWhenDone({ events }: { events: string[] }) {
  useEffect(() => {
    const stops = events.slice(0, MOST).map((url) =>
      followEvents(url, { onDone: () => location.reload() })
    );
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return null;
}
