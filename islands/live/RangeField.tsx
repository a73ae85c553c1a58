import type { Signal } from "@preact/signals";
import type { LiveClock } from "../../lib/monitoring/monitor/batch_times.ts";
import {
  LIVE_RANGES,
  type LiveRange,
  RANGE_TITLES,
} from "../../lib/monitoring/monitor/live_range.ts";
import { SelectField } from "../controls/SelectField.tsx";

interface RangeFieldProps {
  clock: LiveClock;
  range: Signal<LiveRange>;
  /** Whether the page no longer follows the traffic; another range resumes it. */
  paused: Signal<boolean>;
}

/** Chooses how much time the charts show, and says which time that is. */
export function RangeField({ clock, range, paused }: RangeFieldProps) {
  return (
    <div class="row-between">
      <SelectField
        id="live-range"
        label="Time range"
        value={range.value}
        onChange={(value) => {
          range.value = value as LiveRange;
          paused.value = false;
        }}
      >
        {LIVE_RANGES.map((each) => <option key={each} value={each}>{RANGE_TITLES[each]}</option>)}
      </SelectField>
      <p class="muted">
        {clock === "records"
          ? "Times are those of the records, up to the latest one."
          : "Times are those of arrival: the records have no time column."}
      </p>
    </div>
  );
}
