import type { ReadonlySignal, Signal } from "@preact/signals";
import { formatNumber, formatPlural } from "../../lib/base/format.ts";
import { parseNumber } from "../../lib/web/records/parse_number.ts";
import {
  nearestStep,
  type ThresholdMetrics,
  type ThresholdSteps,
} from "../../lib/web/results/threshold_steps.ts";

interface ThresholdSliderProps {
  id: string;
  steps: ReadonlySignal<ThresholdSteps | null>;
  tried: Signal<number | null>;
  metrics: ReadonlySignal<ThresholdMetrics>;
  /** The threshold that the model has. */
  saved: number;
}

/** A slider over the steps of a threshold, and a field for a number. */
export function ThresholdSlider({ id, steps, tried, metrics, saved }: ThresholdSliderProps) {
  const { threshold, flagged } = metrics.value;
  const last = (steps.value?.thresholds.length ?? 1) - 1;
  const step = tried.value ?? (steps.value ? nearestStep(steps.value, saved) : 0);
  const isReady = steps.value !== null;

  function moveTo(wanted: number): void {
    if (!steps.value) return;
    const next = Math.max(0, Math.min(last, wanted));
    tried.value = steps.value.thresholds[next] === saved ? null : next;
  }

  function enter(input: HTMLInputElement): void {
    const value = parseNumber(input.value.trim());
    if (value !== null && steps.value) moveTo(nearestStep(steps.value, value));
    input.value = shown(metrics.value.threshold);
  }

  return (
    <div class="threshold-slider">
      <div class="field">
        <label for={`${id}-slider`}>
          Threshold <span class="visually-hidden">(flag everything to nothing)</span>
        </label>
        <input
          type="range"
          id={`${id}-slider`}
          min={0}
          max={last}
          step={1}
          value={step}
          disabled={!isReady}
          aria-describedby={`${id}-help`}
          aria-valuetext={`${formatNumber(threshold)}: ${formatPlural(flagged, "record")} flagged`}
          onInput={(event) => moveTo(Number(event.currentTarget.value))}
        />
      </div>
      <div class="field">
        <label for={`${id}-number`}>Score</label>
        <input
          type="text"
          inputMode="decimal"
          id={`${id}-number`}
          value={shown(threshold)}
          disabled={!isReady}
          aria-describedby={`${id}-help`}
          onChange={(event) => enter(event.currentTarget)}
          onKeyDown={(event) => {
            const by = { ArrowUp: 1, ArrowDown: -1, PageUp: 50, PageDown: -50 }[event.key];
            if (by === undefined) return;
            event.preventDefault();
            moveTo(step + by);
          }}
        />
      </div>
      <span class="visually-hidden" id={`${id}-help`}>
        {isReady
          ? "From flag everything to flag nothing. Use the arrow keys to step, or type a value."
          : "Loading the steps of the threshold…"}
      </span>
    </div>
  );
}

function shown(threshold: number): string {
  return String(Number(threshold.toPrecision(6)));
}
