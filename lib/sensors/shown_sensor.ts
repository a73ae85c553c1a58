import type {
  Sensor,
  SensorChecksCounts,
  SensorChecksState,
  SensorModelCounts,
  SensorSegment,
  SensorState,
  StoredSensor,
} from "../resources/sensor.ts";
import type { RunningSensor } from "./running_sensor.ts";

/** What is known of a sensor. */
export interface SensorFacts {
  sensor: StoredSensor;
  state: SensorState;
  /** `null` while it is paused. */
  running: Pick<RunningSensor, "isOpen" | "error" | "retryAt" | "health"> | null;
  /** Records per second. */
  rate: number;
  /** The oldest first. */
  segments: SensorSegment[];
  hasModel: (id: string) => boolean;
  nameOf: (model: string) => string;
}

/** A sensor as the API shows it. */
export function shownSensor(facts: SensorFacts): Sensor {
  const { sensor: { id, createdAt, settings }, state, running, rate, segments } = facts;
  const { models: _, position: __, segment: ___, checks, ...counts } = state;
  const health = running?.health ?? null;
  return {
    id,
    createdAt,
    ...settings,
    status: running === null
      ? "paused"
      : running.error !== null
      ? "failed"
      : running.isOpen
      ? "running"
      : "starting",
    error: running?.error ?? null,
    retryAt: momentOf(running?.retryAt),
    health: {
      ...counts,
      rate,
      lagSeconds: health && lagSeconds(health.caughtUpAt),
      behindBytes: health?.behindBytes ?? 0,
      ...(health?.exporters && { exporters: health.exporters }),
    },
    verdicts: settings.models.map((model) => modelVerdicts(model, facts)),
    behaviour: settings.checks && checks ? checksCounts(checks) : null,
    kept: {
      records: sum(segments.map(({ records }) => records)),
      bytes: sum(segments.map(({ bytes }) => bytes)),
      from: momentOf(segments[0]?.from),
      to: momentOf(segments.at(-1)?.to),
    },
  };
}

function checksCounts(
  { connections, late, timeless, dropped, days, latest, error }: SensorChecksState,
): SensorChecksCounts {
  return { connections, late, timeless, dropped, days, latest, error };
}

/** Two reports of the thread are so far apart, so that less says nothing. */
const REPORT_SECONDS = 1;

function lagSeconds(caughtUpAt: number): number {
  const seconds = (Date.now() - caughtUpAt) / 1000;
  return seconds < REPORT_SECONDS ? 0 : seconds;
}

function modelVerdicts(model: string, { state, hasModel, nameOf }: SensorFacts) {
  const none: SensorModelCounts = { model, scored: 0, flagged: 0, rejected: 0, error: null };
  const counts = state.models.find((each) => each.model === model) ?? none;
  const error = hasModel(model) ? counts.error : "The model was deleted.";
  return { ...counts, name: nameOf(model), error };
}

function momentOf(ms: number | null | undefined): string | null {
  return ms === null || ms === undefined ? null : new Date(ms).toISOString();
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
