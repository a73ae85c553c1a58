import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { followEvents } from "../../lib/web/events.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import type { DatasetProgress, DatasetStatus } from "../../lib/resources/dataset.ts";

/** Datasets that are being made, and what comes once all are ready. */
interface Making {
  datasets: string[];
  /** Gives the address of the page that opens. */
  next: () => Promise<string>;
}

/** Demo traffic in the making. */
interface Demo {
  /** How far it is, from 0 to 1; `null` while none is made. */
  fraction: number | null;
  error: string | null;
  /** Begins to make some, unless some is being made. */
  make: (begin: () => Promise<Making>) => Promise<void>;
}

/** Makes demo traffic, follows it and opens the page that comes next. */
export function useDemo(): Demo {
  const progress = useSignal<Record<string, number> | null>(null);
  const error = useSignal<string | null>(null);
  const stops = useRef<(() => void)[]>([]);

  function stopAll(): void {
    for (const stop of stops.current.splice(0)) stop();
  }
  useEffect(() => stopAll, []);

  function fail(message: string): void {
    stopAll();
    error.value = message;
    progress.value = null;
  }

  async function make(begin: () => Promise<Making>): Promise<void> {
    if (progress.value !== null) return;
    error.value = null;
    progress.value = {};
    try {
      const { datasets, next } = await begin();
      const waiting = new Set(datasets);
      progress.value = Object.fromEntries(datasets.map((id) => [id, 0]));
      const open = () => next().then((address) => location.assign(address));
      stops.current = datasets.map((id) =>
        followEvents<DatasetProgress, DatasetStatus>(`/api/v1/datasets/${id}/events`, {
          onProgress: (event) => {
            progress.value = { ...progress.value, [id]: event.progress?.fraction ?? 0 };
          },
          onDone: (event) => {
            if (event.status === "failed") {
              return fail(event.error ?? "The demo traffic could not be read.");
            }
            progress.value = { ...progress.value, [id]: 1 };
            waiting.delete(id);
            if (waiting.size === 0) open().catch((thrown) => fail(errorMessage(thrown)));
          },
        })
      );
    } catch (thrown) {
      fail(errorMessage(thrown));
    }
  }

  const parts = progress.value && Object.values(progress.value);
  return {
    fraction: parts && parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length),
    error: error.value,
    make,
  };
}
