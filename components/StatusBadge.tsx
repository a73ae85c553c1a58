import type { DatasetStatus } from "../lib/resources/dataset.ts";
import type { RunStatus } from "../lib/resources/run.ts";
import type { SensorStatus } from "../lib/resources/sensor.ts";
import { Icon, type IconName } from "./Icon.tsx";

/** What work, or what it makes, may be. */
export type ShownStatus = DatasetStatus | RunStatus | SensorStatus | "unconfirmed";

const LOOKS: Record<ShownStatus, { text: string; tone: string; icon: IconName }> = {
  ingesting: { text: "Reading", tone: "busy", icon: "clock" },
  unconfirmed: { text: "Needs confirmation", tone: "warning", icon: "alert" },
  ready: { text: "Ready", tone: "good", icon: "check" },
  starting: { text: "Starting", tone: "busy", icon: "clock" },
  paused: { text: "Paused", tone: "plain", icon: "stop" },
  queued: { text: "Waiting", tone: "busy", icon: "clock" },
  running: { text: "Running", tone: "busy", icon: "play" },
  done: { text: "Done", tone: "good", icon: "check" },
  failed: { text: "Failed", tone: "bad", icon: "alert" },
  cancelled: { text: "Cancelled", tone: "plain", icon: "stop" },
  interrupted: { text: "Interrupted", tone: "warning", icon: "alert" },
};

/** What people call each status. */
export const STATUS_NAMES: Record<ShownStatus, string> = Object.fromEntries(
  Object.entries(LOOKS).map(([status, { text }]) => [status, text]),
) as Record<ShownStatus, string>;

export function StatusBadge({ status }: { status: ShownStatus }) {
  const { text, tone, icon } = LOOKS[status];
  return (
    <span class={`badge badge-${tone}`}>
      <Icon name={icon} />
      {text}
    </span>
  );
}
