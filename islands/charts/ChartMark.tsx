import type { ReadonlySignal } from "@preact/signals";

/** A place on a chart that moves often: a point, or with `y` left out a line across it. */
export interface Mark {
  x: number;
  y?: number;
  label: string;
}

/** Where the values of a drawn chart lie, in CSS pixels. */
export interface ChartPlace {
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

interface ChartMarkProps {
  mark: ReadonlySignal<Mark | null>;
  place: ReadonlySignal<ChartPlace | null>;
}

/** Lies over a chart, so that moving it does not draw the chart again. */
export function ChartMark({ mark, place }: ChartMarkProps) {
  if (!mark.value || !place.value) return null;
  const { x, y, label } = mark.value;
  const { left, right, top, bottom, ...at } = place.value;
  const position = at.x(x);
  if (y !== undefined) {
    return (
      <div
        class="chart-mark-point"
        style={{ transform: `translate(${position}px, ${at.y(y)}px)` }}
        aria-hidden="true"
      />
    );
  }
  const flipped = position > (left + right) / 2;
  return (
    <div
      class={flipped ? "chart-mark-line chart-mark-flipped" : "chart-mark-line"}
      style={{
        top: `${top}px`,
        height: `${bottom - top}px`,
        width: `${Math.max(0, right - position)}px`,
        transform: `translateX(${position}px)`,
      }}
      aria-hidden="true"
    >
      <span>{label}</span>
    </div>
  );
}
