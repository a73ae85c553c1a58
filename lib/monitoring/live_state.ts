import type { Alert } from "../resources/alert.ts";
import type { MonitorState } from "./monitor/model_monitor.ts";
import type { ReplayState } from "./replay/replays.ts";

/** What the live page shows of one model. */
export interface LiveState {
  model: string;
  /** In milliseconds since 1970, by the server's clock. */
  at: number;
  /** `null` before its first record. */
  monitor: MonitorState | null;
  alerts: Alert[];
  /** The replay that goes on, or the last one. */
  replay: ReplayState | null;
}
