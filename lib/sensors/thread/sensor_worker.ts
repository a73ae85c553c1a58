/**
 * The thread of one sensor: reads its source, scores with its models, keeps the records.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import { storageFaultOf } from "../../base/storage_fault.ts";
import { withoutPaths } from "../../base/without_paths.ts";
import { openSource } from "../source/open_source.ts";
import { type SensorSource, SourceError } from "../source/source.ts";
import { ModelScorers } from "./model_scorers.ts";
import type { SensorAnswer, SensorCommit, SensorRequest, SensorSpecification } from "./protocol.ts";
import { SensorChecks } from "./sensor_checks.ts";
import { runSensor } from "./sensor_loop.ts";

/** How often the server hears how the sensor does. */
const HEALTH_MS = 500;

const stop = new AbortController();
const opened = Promise.withResolvers<SensorSource>();
opened.promise.catch(() => {});
let models: ModelScorers | null = null;
let onCommitted = () => {};

self.onmessage = ({ data }: MessageEvent<SensorRequest>) => {
  if (data.type === "open") open(data.specification);
  else if (data.type === "committed") onCommitted();
  else if (data.type === "push") push(data.bytes);
  else if (data.type === "models") models?.change(data.models);
  else stop.abort();
};

async function open(specification: SensorSpecification): Promise<void> {
  try {
    const { settings, state, folder, segments, maxLineBytes } = specification;
    using scorers = new ModelScorers(folder, specification.models, maxLineBytes);
    models = scorers;
    // First, so that what is sent waits while models and checks look at kept records.
    using source = await openSource(settings, state.position, specification);
    await scorers.ready(segments, stop.signal);
    const checked = settings.checks
      ? await SensorChecks.open({ ...specification, state: state.checks })
      : { checks: null, findings: [] };
    opened.resolve(source);
    say({ type: "opened" });
    let isIdle = false;
    let caughtUpAt = Date.now();
    const timer = setInterval(() => {
      const health = source.health();
      if (isIdle && health.behindBytes === 0) caughtUpAt = Date.now();
      say({ type: "health", health: { ...health, caughtUpAt } });
    }, HEALTH_MS);
    try {
      await runSensor(specification, {
        source,
        models: scorers,
        ...checked,
        async commit(block) {
          await commit(block);
          if (source.health().behindBytes === 0) caughtUpAt = block.at;
        },
        onIdle(now) {
          isIdle = now;
        },
      }, stop.signal);
    } finally {
      clearInterval(timer);
    }
  } catch (error) {
    if (!stop.signal.aborted) return fail(error);
  }
  say({ type: "closed" });
}

function commit(commit: SensorCommit): Promise<void> {
  return new Promise((resolve) => {
    onCommitted = resolve;
    say({ type: "commit", commit });
  });
}

async function push(bytes: Uint8Array<ArrayBuffer> | null): Promise<void> {
  try {
    const source = await opened.promise;
    await source.push?.(bytes);
    say({ type: "pushed", error: null });
  } catch (error) {
    say({ type: "pushed", error: messageOf(error) });
  }
}

function fail(error: unknown): void {
  opened.reject(error);
  if (!(error instanceof SourceError)) console.error("A sensor failed:", error);
  say({ type: "failed", message: messageOf(error) });
}

function messageOf(error: unknown): string {
  if (error instanceof SourceError) return error.message;
  return storageFaultOf(error)?.message ??
    withoutPaths(error instanceof Error ? error.message : String(error));
}

function say(answer: SensorAnswer): void {
  self.postMessage(answer);
}
