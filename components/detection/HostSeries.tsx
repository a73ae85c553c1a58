import type { HostMeasure, HostProfile } from "../../lib/detections/hosts/host_profile.ts";
import { formatBytes, formatCount } from "../../lib/base/format.ts";
import { areaPath, linePath, SERIES_SIZE } from "../../lib/web/detections/series_path.ts";
import { describeWidth, type TimeWords } from "../../lib/web/detections/describe_time.ts";
import { usualBand } from "../../lib/web/detections/usual_band.ts";

const DAY = 86_400_000;

const MEASURES: { measure: HostMeasure; title: string; isBytes?: boolean }[] = [
  { measure: "connections", title: "Connections" },
  { measure: "failed", title: "Failed connections" },
  { measure: "bytesOut", title: "Bytes out", isBytes: true },
  { measure: "bytesIn", title: "Bytes in", isBytes: true },
  { measure: "peers", title: "Distinct peers" },
];

interface HostSeriesProps {
  profile: HostProfile;
  words: TimeWords;
}

/** What a host does over time, against what is usual for the hour where enough days say so. */
export function HostSeries({ profile, words }: HostSeriesProps) {
  const { start, width, series } = profile;
  const perDay = DAY / width;
  const hasBand = usualBand(series.connections, perDay) !== null;
  return (
    <section class="card stack" aria-labelledby="behaviour-title">
      <h2 id="behaviour-title">
        Behaviour <small>per {describeWidth(width).replace(/^1 /, "")}</small>
      </h2>
      <p class="muted small">
        {hasBand
          ? "The band is the usual range for the hour, from the other days. "
          : "There are too few days to say what is usual for the hour. "}
        Scales are logarithmic: each step up is several times the one below.
      </p>
      <ul class="host-series">
        {MEASURES.map(({ measure, title, isBytes }) => {
          const values = series[measure];
          const most = Math.max(...values);
          const at = values.indexOf(most);
          const write = isBytes ? formatBytes : formatCount;
          const peak = most > 0
            ? `At most ${write(most)}, ${
              words.range(start + at * width, start + (at + 1) * width)
            }.`
            : "None.";
          const band = usualBand(values, perDay);
          return (
            <li key={measure}>
              <div>
                <h3>{title}</h3>
                <p class="muted small">
                  {peak}
                  {band && most > 0 && ` Usual for the hour: up to ${write(band.high[at])}.`}
                </p>
              </div>
              <svg
                viewBox={`0 0 ${SERIES_SIZE.width} ${SERIES_SIZE.height}`}
                preserveAspectRatio="none"
                role="img"
                aria-label={`${title} over time. ${peak}`}
              >
                {band && <path class="series-band" d={areaPath(band.low, band.high, most)} />}
                {band && <path class="series-usual" d={linePath(band.middle, most)} />}
                <path class="series-line" d={linePath(values, most)} />
              </svg>
            </li>
          );
        })}
      </ul>
      <p class="row-between small muted host-series-ends" aria-hidden="true">
        <span>{words.moment(start)}</span>
        <span>{words.moment(start + series.connections.length * width)} {words.zone}</span>
      </p>
    </section>
  );
}
