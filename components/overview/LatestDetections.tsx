import { formatCount } from "../../lib/base/format.ts";
import type { Detection } from "../../lib/resources/detection.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { StatusBadge } from "../StatusBadge.tsx";
import { Time } from "../Time.tsx";

/** Detections with what they found, newest first. */
export function LatestDetections({ detections }: { detections: Detection[] }) {
  return (
    <section class="card stack" aria-labelledby="detections-title">
      <div class="row-between">
        <h2 id="detections-title">Latest detections</h2>
        <a href="/detections">All detections</a>
      </div>
      <ul class="plain-list divided">
        {detections.map(({ id, name, status, hosts, unusualHosts, hostsSeen, createdAt }) => (
          <li key={id}>
            <span class="row">
              {unusualHosts && hosts?.[0]
                ? <SeverityMark value={hosts[0].severity} isShort />
                : <StatusBadge status={status} />}
              <a href={`/detections/${id}`}>{name}</a>
            </span>
            <p class="muted small">
              {status === "done" &&
                `${formatCount(unusualHosts ?? 0)} of ${
                  formatCount(hostsSeen ?? 0)
                } hosts unusual, `}
              <Time at={createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
