import { formatMetric } from "../../lib/base/format.ts";

/** A curve in the unit square. */
export interface ReportCurve {
  title: string;
  area: number | null;
  x: number[];
  y: number[];
  /** Where the threshold lies. */
  point: { x: number; y: number } | null;
}

interface ReportCurvesProps {
  title: string;
  caption: string;
  xTitle: string;
  yTitle: string;
  curves: ReportCurve[];
}

const SIZE = 320;
const LEFT = 44;
const TOP = 10;
const BOTTOM = 44;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];
const DASHES = ["", "8 4", "2 3", "10 3 2 3"];

/** Curves of several models over each other, as a drawing that needs no script. */
export function ReportCurves({ title, caption, xTitle, yTitle, curves }: ReportCurvesProps) {
  const x = (value: number) => Number((LEFT + value * SIZE).toFixed(1));
  const y = (value: number) => Number((TOP + (1 - value) * SIZE).toFixed(1));
  const summary = curves.map(({ title, area }) => `${title} ${formatMetric(area)}`).join(", ");
  return (
    <figure>
      <h3>{title}</h3>
      <figcaption>{caption}</figcaption>
      <svg
        viewBox={`0 0 ${LEFT + SIZE + 12} ${TOP + SIZE + BOTTOM}`}
        role="img"
        aria-label={`${title}. Areas: ${summary}.`}
      >
        {TICKS.map((tick) => (
          <g key={tick}>
            <path class="grid" d={`M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}`} />
            <text x={x(tick)} y={y(0) + 15} text-anchor="middle">{tick}</text>
            <text x={x(0) - 6} y={y(tick) + 4} text-anchor="end">{tick}</text>
          </g>
        ))}
        <text x={x(0.5)} y={y(0) + 34} text-anchor="middle">{xTitle}</text>
        <text
          x={12}
          y={y(0.5)}
          text-anchor="middle"
          transform={`rotate(-90 12 ${y(0.5)})`}
        >
          {yTitle}
        </text>
        {curves.map((curve, index) => (
          <polyline
            key={index}
            class={`line series-${index % 6 + 1}`}
            stroke-dasharray={DASHES[index % DASHES.length]}
            points={curve.x.map((value, i) => `${x(value)},${y(curve.y[i])}`).join(" ")}
          />
        ))}
        {curves.map(({ point }, index) =>
          point && (
            <circle
              key={index}
              class={`point series-${index % 6 + 1}`}
              cx={x(point.x)}
              cy={y(point.y)}
              r={5}
            />
          )
        )}
      </svg>
      <ul class="legend">
        {curves.map((curve, index) => (
          <li key={index}>
            <svg viewBox="0 0 28 8" aria-hidden="true">
              <path
                class={`line series-${index % 6 + 1}`}
                stroke-dasharray={DASHES[index % DASHES.length]}
                d="M1 4H27"
              />
            </svg>
            {curve.title}, area {formatMetric(curve.area)}
          </li>
        ))}
      </ul>
    </figure>
  );
}
