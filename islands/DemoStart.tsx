import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { callApi } from "../lib/web/api.ts";
import { followEvents } from "../lib/web/events.ts";
import { errorMessage } from "../lib/web/problem.ts";
import type { DatasetProgress, DatasetStatus } from "../lib/resources/dataset.ts";

/** Makes the demo datasets and leads on to training with them. */
export function DemoStart() {
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

  async function start(): Promise<void> {
    if (progress.value !== null) return;
    error.value = null;
    progress.value = {};
    try {
      const demo = await callApi<{ train: string; test: string }>("POST", "/demo", {});
      const waiting = new Set([demo.train, demo.test]);
      progress.value = { [demo.train]: 0, [demo.test]: 0 };
      stops.current = [...waiting].map((id) =>
        followEvents<DatasetProgress, DatasetStatus>(`/api/v1/datasets/${id}/events`, {
          onProgress: (event) => {
            progress.value = { ...progress.value, [id]: event.progress?.fraction ?? 0 };
          },
          onDone: (event) => {
            if (event.status === "failed") {
              fail(event.error ?? "The demo traffic could not be read.");
              return;
            }
            progress.value = { ...progress.value, [id]: 1 };
            waiting.delete(id);
            if (waiting.size === 0) {
              location.assign(`/train?train=${demo.train}&test=${demo.test}`);
            }
          },
        })
      );
    } catch (thrown) {
      fail(errorMessage(thrown));
    }
  }

  const parts = progress.value && Object.values(progress.value);
  return (
    <div class="stack demo">
      <div class="row">
        <button
          type="button"
          class="button button-primary button-large"
          disabled={!IS_BROWSER}
          aria-disabled={parts !== null}
          onClick={start}
        >
          <Icon name="play" /> Try it with demo traffic
        </button>
        <a class="button button-large" href="/datasets/new">
          <Icon name="upload" /> Upload your own data
        </a>
      </div>
      {parts && (
        <ProgressBar
          label="Generating demo traffic"
          fraction={parts.reduce((sum, part) => sum + part, 0) / Math.max(1, parts.length)}
          note="The training form opens next."
        />
      )}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
    </div>
  );
}
