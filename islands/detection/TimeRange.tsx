import { useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { formatCount, formatShare } from "../../lib/base/format.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

const HOUR = 3_600_000, DAY = 24 * HOUR;

/** Ranges that a button chooses, the newest records of the data. */
const PRESETS = [
  { name: "1 h", length: HOUR },
  { name: "24 h", length: DAY },
  { name: "7 days", length: 7 * DAY },
];

interface TimeRangeProps {
  totals: { from: number; records: number; flagged: number }[];
  /** Milliseconds of a bar. */
  width: number;
  /** Of all records. */
  span: { from: number; to: number };
  range: { from: number; to: number };
  words: TimeWords;
  onRange: (range: { from: number; to: number }) => void;
}

/** Records over time, and which part of it the page shows. */
export function TimeRange({ totals, width, span, range, words, onRange }: TimeRangeProps) {
  const area = useRef<HTMLDivElement>(null);
  const start = totals[0]?.from ?? span.from;
  const end = Math.max(span.to + 1, (totals.at(-1)?.from ?? span.from) + width);
  const most = Math.max(1, ...totals.map(({ records }) => records));
  const shareOf = (time: number) => Math.min(1, Math.max(0, (time - start) / (end - start)));
  const isAll = range.from <= span.from && range.to >= span.to;
  const within = totals.filter(({ from }) => from + width > range.from && from <= range.to);
  const records = within.reduce((sum, bucket) => sum + bucket.records, 0);
  const flagged = within.reduce((sum, bucket) => sum + bucket.flagged, 0);
  const step = Math.max(width, HOUR);

  /** Moves an end, and keeps the range at least a bar wide. */
  function move(which: "from" | "to", time: number): void {
    if (which === "from") {
      onRange({ from: Math.max(span.from, Math.min(time, range.to - width)), to: range.to });
    } else onRange({ from: range.from, to: Math.min(span.to, Math.max(time, range.from + width)) });
  }

  function press(which: "from" | "to", event: KeyboardEvent): void {
    const least = Math.min(step, (span.to - span.from) / 20);
    const by = {
      ArrowLeft: -least,
      ArrowDown: -least,
      ArrowRight: least,
      ArrowUp: least,
      PageDown: -DAY,
      PageUp: DAY,
      Home: -Infinity,
      End: Infinity,
    }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(which, Math.min(span.to, Math.max(span.from, range[which] + by)));
  }

  function drag(which: "from" | "to", event: PointerEvent): void {
    if (event.buttons === 0 || !area.current) return;
    const { left, width: pixels } = area.current.getBoundingClientRect();
    move(which, start + (end - start) * (event.clientX - left) / pixels);
  }

  const handle = (which: "from" | "to") => (
    <div
      class="range-handle"
      style={{ left: `${100 * shareOf(range[which])}%` }}
      role="slider"
      tabIndex={0}
      aria-label={which === "from" ? "Start of the range" : "End of the range"}
      aria-valuemin={span.from}
      aria-valuemax={span.to}
      aria-valuenow={range[which]}
      aria-valuetext={`${words.moment(range[which])} ${words.zone}`}
      onKeyDown={(event) => press(which, event)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => drag(which, event)}
    />
  );

  const presets = PRESETS.filter(({ length }) => length < span.to - span.from);
  return (
    <section class="card stack" aria-labelledby="range-title">
      <div class="row-between">
        <h2 id="range-title">
          Time range <small>{words.range(range.from, range.to)} {words.zone}</small>
        </h2>
        <div class="row">
          {presets.map(({ name, length }) => {
            const from = span.to - length;
            const isChosen = range.from === from && range.to === span.to;
            return (
              <button
                key={name}
                type="button"
                class="button button-small"
                disabled={!IS_BROWSER}
                aria-pressed={isChosen}
                onClick={() => onRange({ from, to: span.to })}
              >
                {name}
              </button>
            );
          })}
          <button
            type="button"
            class="button button-small"
            disabled={!IS_BROWSER}
            aria-pressed={isAll}
            onClick={() => onRange(span)}
          >
            All
          </button>
        </div>
      </div>
      <div class="range" role="group" aria-label="Time range" ref={area}>
        <svg
          viewBox="0 0 1000 100"
          preserveAspectRatio="none"
          role="img"
          aria-label={`Records over time, at most ${formatCount(most)} per bar`}
        >
          {totals.map((bucket) => {
            const x = 1000 * shareOf(bucket.from);
            const wide = Math.max(0.8, 1000 * width / (end - start) * 0.85);
            const high = 96 * bucket.records / most;
            const odd = 96 * bucket.flagged / most;
            return (
              <g key={bucket.from}>
                <rect class="range-bar" x={x} y={100 - high} width={wide} height={high} />
                {odd > 0 && (
                  <rect class="range-flagged" x={x} y={100 - high} width={wide} height={odd} />
                )}
              </g>
            );
          })}
        </svg>
        <div class="range-out" style={{ left: 0, width: `${100 * shareOf(range.from)}%` }} />
        <div class="range-out" style={{ left: `${100 * shareOf(range.to)}%`, right: 0 }} />
        {handle("from")}
        {handle("to")}
      </div>
      <div class="row-between small muted range-ends" aria-hidden="true">
        <span>{words.moment(span.from)}</span>
        <span>{words.moment(span.to)}</span>
      </div>
      <ul class="range-key">
        <li>
          <svg viewBox="0 0 20 12" aria-hidden="true">
            <rect class="range-bar" width="20" height="12" />
          </svg>
          {formatCount(records)} records, at most {formatCount(most)} per bar
        </li>
        <li>
          <svg viewBox="0 0 20 12" aria-hidden="true">
            <rect class="range-flagged" width="20" height="12" />
          </svg>
          flagged by a model: {formatCount(flagged)}
          {records > 0 && ` (${formatShare(flagged / records)})`}
        </li>
      </ul>
    </section>
  );
}
