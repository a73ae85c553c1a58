import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { DetectionRecord } from "../../lib/resources/detection.ts";
import { callApi } from "../../lib/web/api.ts";
import { errorMessage } from "../../lib/web/problem.ts";

/** Records on their way, there, or not to be had. */
export type LoadedRecords =
  | { state: "loading" }
  | { state: "ready"; records: DetectionRecord[] }
  | { state: "failed"; message: string };

/**
 * Reads the records of a query, again whenever it changes.
 *
 * @param path with its query, under `/api/v1`
 * @returns them, and a function that tries again
 */
export function useRecords(path: string): [LoadedRecords, () => void] {
  const loaded = useSignal<LoadedRecords>({ state: "loading" });
  const tries = useSignal(0);
  useEffect(() => {
    const ending = new AbortController();
    loaded.value = { state: "loading" };
    callApi<DetectionRecord[]>("GET", path, undefined, ending.signal).then(
      (records) => loaded.value = { state: "ready", records },
      (error) => {
        if (!ending.signal.aborted) {
          loaded.value = { state: "failed", message: errorMessage(error) };
        }
      },
    );
    return () => ending.abort();
  }, [path, tries.value]);
  return [loaded.value, () => tries.value++];
}
