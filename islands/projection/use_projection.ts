import { type ReadonlySignal, type Signal, useComputed, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ScoredModel } from "../../components/charts/scored_model.ts";
import {
  type Projection,
  PROJECTION_METHODS,
  type ProjectionMethod,
  type ProjectionRequest,
} from "../../lib/explain/projection/types.ts";
import { movesAlong } from "../../lib/learning/thresholds/apply_rule.ts";
import { useAddress } from "../../lib/web/address.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { useSeen } from "../run/use_seen.ts";

/** How often the server is asked how far it is, and after a failure, in milliseconds. */
const ASK_AGAIN = 400;
const RETRY = 3000;

interface ShownProjection {
  /** Of the element that shows it: nothing is asked before it is near the window. */
  frame: RefObject<HTMLElement>;
  method: ReadonlySignal<ProjectionMethod>;
  onMethod: (method: ProjectionMethod) => void;
  /** `undefined`: not known yet; `null`: none was asked for. */
  projection: ReadonlySignal<Projection | null | undefined>;
  error: Signal<string | null>;
  /** Asks for a projection; `onStarted` is called once it has begun. */
  start: (request: ProjectionRequest, onStarted: () => void) => Promise<void>;
}

/** The projection of a run by the method that the address names, followed until it is done. */
export function useProjection(run: string, models: ScoredModel[]): ShownProjection {
  const address = useAddress("map", PROJECTION_METHODS[0]);
  const method = useComputed(() =>
    PROJECTION_METHODS.find((one) => one === address.value) ?? PROJECTION_METHODS[0]
  );
  const projections = useSignal<Partial<Record<ProjectionMethod, Projection | null>>>({});
  const error = useSignal<string | null>(null);
  const frame = useRef<HTMLElement>(null);
  const seen = useSeen(frame);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const path = `/runs/${run}/projection`;

  async function load(which: ProjectionMethod): Promise<void> {
    clearTimeout(timer.current);
    try {
      const found = await callApi<Projection | undefined>("GET", `${path}?method=${which}`);
      projections.value = { ...projections.value, [which]: found ?? null };
      error.value = null;
      if (which === method.value && isActive(found)) {
        timer.current = setTimeout(() => load(which), ASK_AGAIN);
      }
    } catch (thrown) {
      error.value = errorMessage(thrown);
      if (which === method.value) timer.current = setTimeout(() => load(which), RETRY);
    }
  }

  async function start(request: ProjectionRequest, onStarted: () => void): Promise<void> {
    error.value = null;
    try {
      const started = await callApi<Projection>("POST", path, request);
      onStarted();
      if (started.status !== "done") {
        projections.value = { ...projections.value, [request.method]: started };
      }
      await load(request.method);
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
  }

  useEffect(() => () => clearTimeout(timer.current), []);
  // Decisions that depend on the order of records come from the server.
  const moving = JSON.stringify(
    models.map(({ result }) => movesAlong(result.threshold) ? result.threshold : null),
  );
  useEffect(() => {
    if (seen.value) load(method.value);
  }, [seen.value, method.value, moving]);

  return {
    frame,
    method,
    onMethod: (chosen) => address.value = chosen,
    projection: useComputed(() => projections.value[method.value]),
    error,
    start,
  };
}

/** Whether a projection waits or is being made. */
export function isActive(projection: Projection | null | undefined): boolean {
  return projection?.status === "queued" || projection?.status === "running";
}
