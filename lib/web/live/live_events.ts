import type { LiveRange } from "../../monitoring/monitor/live_range.ts";
import type { LiveState } from "../../monitoring/live_state.ts";

/** How long to wait before a refused connection is tried again, in milliseconds. */
const RETRY = 3000;

/** What follows a model's traffic. */
export interface LiveHandlers {
  onState: (state: LiveState) => void;
  /** Called with `false` when the connection is lost and with `true` when it is back. */
  onConnection: (connected: boolean) => void;
}

/**
 * Follows the traffic of a model, through lost connections.
 *
 * @returns a function that stops following
 */
export function followLive(
  model: string,
  range: LiveRange,
  { onState, onConnection }: LiveHandlers,
): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    source = new EventSource(`/api/v1/live/${model}/events?range=${range}`);
    source.addEventListener("open", () => onConnection(true));
    source.addEventListener("error", () => {
      onConnection(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY);
    });
    source.addEventListener("state", (event) => onState(JSON.parse(event.data)));
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
