import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Icon } from "../components/Icon.tsx";
import { Notice } from "../components/Notice.tsx";
import { ProgressBar } from "../components/ProgressBar.tsx";
import { callApi } from "../lib/web/api.ts";
import { followEvents } from "../lib/web/events.ts";
import { errorMessage } from "../lib/web/problem.ts";
import { describeTimeLeft } from "../lib/web/time_left.ts";
import type { ReproductionProgress } from "../lib/benchmarks/report.ts";
import type { ReproductionState } from "../lib/benchmarks/reproductions.ts";

/** Starts a reproduction, shows how far it is, and ends it. */
export function BenchmarkRunner({ state }: { state: ReproductionState }) {
  const progress = useSignal(state.progress);
  const connected = useSignal(true);
  const message = useSignal<string | null>(null);
  const busy = useSignal(false);
  const isRunning = state.status === "running";

  useEffect(() => {
    if (!isRunning) return;
    return followEvents<ReproductionProgress, ReproductionState["status"]>(
      "/api/v1/benchmarks/events",
      {
        onProgress: (event) => progress.value = event.progress,
        onConnection: (up) => connected.value = up,
        onDone: () => location.reload(),
      },
    );
  }, [isRunning]);

  async function send(path: string, body: unknown): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    message.value = null;
    try {
      await callApi("POST", path, body);
      location.reload();
    } catch (error) {
      busy.value = false;
      message.value = errorMessage(error);
    }
  }

  return (
    <section class="card stack" aria-labelledby="reproduce-title">
      <h2 id="reproduce-title">{isRunning ? "Running" : "Rerun"}</h2>
      {isRunning
        ? (
          <>
            <ProgressBar
              label={progress.value?.phase ?? "Starting"}
              fraction={progress.value?.fraction ?? 0}
              note={describeTimeLeft(progress.value?.etaSeconds)}
            />
            {!connected.value && (
              <Notice tone="warning" live>
                Connection to the server lost. The reproduction continues; reconnecting…
              </Notice>
            )}
            <div class="row">
              <button
                type="button"
                class="button"
                disabled={!IS_BROWSER}
                aria-disabled={busy.value}
                onClick={() => send("/benchmarks/cancel", {})}
              >
                <Icon name="stop" /> Cancel
              </button>
              <p class="muted">You can leave this page. The results below stay until it is done.</p>
            </div>
          </>
        )
        : (
          <>
            {state.status === "failed" && <Notice tone="error">{state.error}</Notice>}
            {state.status === "cancelled" && (
              <Notice>The last reproduction was cancelled. Its results were not kept.</Notice>
            )}
            <p>
              {state.data === "folder"
                ? "The data is on this server. "
                : "The data is downloaded from its public sources; CIC-IDS-2017 has none and is left out. Set NETSIFT_REPRODUCE_DATA to a folder that holds all of it. "}
              A full reproduction uses five seeds and takes about half an hour on two cores; a quick
              one uses samples, takes a few minutes and only shows that everything works.
            </p>
            <div class="row">
              <button
                type="button"
                class="button button-primary"
                disabled={!IS_BROWSER}
                aria-disabled={busy.value}
                onClick={() => send("/benchmarks", {})}
              >
                <Icon name="play" /> Reproduce with five seeds
              </button>
              <button
                type="button"
                class="button"
                disabled={!IS_BROWSER}
                aria-disabled={busy.value}
                onClick={() => send("/benchmarks", { quick: true })}
              >
                Quick run on samples
              </button>
            </div>
          </>
        )}
      {message.value && <Notice tone="error" live>{message.value}</Notice>}
    </section>
  );
}
