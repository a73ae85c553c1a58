import type { DatasetSummary } from "../resources/dataset.ts";
import type { DetectorKind } from "../detectors/detector.ts";

/** What follows a dataset or a run: one function for each kind of event. */
export interface EventHandlers<P, S> {
  onProgress?: (data: { status: S; progress: P | null }) => void;
  onMetric?: (data: MetricEvent) => void;
  onDone: (data: { status: S; error: string | null }) => void;
  /** Called with `false` when the connection is lost and with `true` when it is back. */
  onConnection?: (connected: boolean) => void;
}

/** One epoch of a training. */
export interface MetricEvent {
  kind: DetectorKind;
  /** Index of the detector in the run's request. */
  detector: number;
  epoch: number;
  epochs: number;
  loss: number;
  validationLoss: number | null;
}

/** How long to wait before a refused connection is tried again, in milliseconds. */
const RETRY = 3000;

/**
 * Follows the server-sent events at `url` until they are done, through lost connections.
 *
 * @returns a function that stops following
 */
export function followEvents<P, S>(url: string, handlers: EventHandlers<P, S>): () => void {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    source = new EventSource(url);
    source.addEventListener("open", () => handlers.onConnection?.(true));
    source.addEventListener("error", () => {
      handlers.onConnection?.(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY);
    });
    source.addEventListener("progress", (event) => handlers.onProgress?.(JSON.parse(event.data)));
    source.addEventListener("metric", (event) => handlers.onMetric?.(JSON.parse(event.data)));
    source.addEventListener("done", (event) => {
      source.close();
      handlers.onDone(JSON.parse(event.data));
    });
  }

  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Addresses of the events of datasets that are being ingested. */
export function ingestEvents(datasets: Pick<DatasetSummary, "id" | "status">[]): string[] {
  return datasets.filter(({ status }) => status === "ingesting")
    .map(({ id }) => `/api/v1/datasets/${id}/events`);
}
