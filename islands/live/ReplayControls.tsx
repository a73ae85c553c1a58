import { useSignal } from "@preact/signals";
import { IS_BROWSER } from "fresh/runtime";
import { callApi } from "../../lib/web/api.ts";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { errorMessage } from "../../lib/web/problem.ts";
import { FIRST_SPEED, speedChoices } from "../../lib/web/live/replay_form.ts";
import type { ReplayDataset } from "../../lib/monitoring/replay/replay_dataset.ts";
import type { ReplayState } from "../../lib/monitoring/replay/replays.ts";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { ProgressBar } from "../../components/ProgressBar.tsx";
import { SelectField } from "../controls/SelectField.tsx";

interface ReplayControlsProps {
  model: string;
  /** At least one. */
  datasets: ReplayDataset[];
  /** The one that the form begins with. */
  first: string;
  replay: ReplayState | null;
  onReplay: (replay: ReplayState) => void;
}

/** Starts and stops the replay of a stored dataset. */
export function ReplayControls({ model, datasets, first, replay, onReplay }: ReplayControlsProps) {
  const chosen = useSignal(first);
  const speed = useSignal(FIRST_SPEED);
  const busy = useSignal(false);
  const error = useSignal<string | null>(null);
  const dataset = datasets.find(({ id }) => id === chosen.value) ?? datasets[0];
  const speeds = speedChoices(dataset);
  const isRunning = replay?.status === "running";

  async function call(path: string, body?: unknown): Promise<void> {
    if (busy.value) return;
    busy.value = true;
    error.value = null;
    try {
      onReplay(await callApi<ReplayState>("POST", path, body));
    } catch (thrown) {
      error.value = errorMessage(thrown);
    }
    busy.value = false;
  }

  return (
    <section class="card stack" aria-labelledby="replay-title">
      <h2 id="replay-title">Replay a dataset</h2>
      <div class="fields fields-wide">
        <SelectField
          id="replay-dataset"
          label="Dataset"
          value={dataset.id}
          onChange={(id) => {
            chosen.value = id;
            speed.value = FIRST_SPEED;
          }}
        >
          {datasets.map(({ id, name, rows }) => (
            <option key={id} value={id}>{`${name} (${formatPlural(rows, "record")})`}</option>
          ))}
        </SelectField>
        <SelectField
          id="replay-speed"
          label="Speed"
          help={dataset.timeColumns.length === 0
            ? "To replay by timestamp, give a column of the dataset the timestamp role."
            : "By timestamp, pauses are limited to five seconds."}
          value={speed.value}
          onChange={(value) => speed.value = value}
        >
          {speeds.map(({ value, text }) => <option key={value} value={value}>{text}</option>)}
        </SelectField>
      </div>
      <div class="row">
        <button
          type="button"
          class="button button-primary"
          disabled={!IS_BROWSER}
          aria-disabled={busy.value}
          onClick={() =>
            call("/replays", {
              model,
              dataset: dataset.id,
              speed: speeds.find(({ value }) => value === speed.value)!.speed,
            })}
        >
          <Icon name="play" /> {isRunning ? "Restart" : "Start replay"}
        </button>
        {isRunning && (
          <button
            type="button"
            class="button"
            aria-disabled={busy.value}
            onClick={() => call(`/replays/${replay.id}/stop`)}
          >
            <Icon name="stop" /> Stop replay
          </button>
        )}
      </div>
      {replay && <ReplayProgress replay={replay} />}
      {error.value && <Notice tone="error" live>{error.value}</Notice>}
    </section>
  );
}

const ENDS = { running: "Replaying", done: "Replayed", stopped: "Stopped", failed: "Failed" };

function ReplayProgress({ replay }: { replay: ReplayState }) {
  const { status, datasetName, rows, scored, rejected, error } = replay;
  if (error) return <Notice tone="error">{error}</Notice>;
  const past = scored + rejected;
  return (
    <ProgressBar
      label={`${ENDS[status]}: ${datasetName}`}
      fraction={rows === 0 ? 0 : Math.min(1, past / rows)}
      note={`${formatCount(past)} of ${formatCount(rows)} records${
        rejected > 0 ? `, ${formatCount(rejected)} not scored` : ""
      }`}
    />
  );
}
