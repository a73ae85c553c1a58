import type { Detection } from "../../lib/resources/detection.ts";
import { SeverityMark } from "../detection/SeverityMark.tsx";
import { Time } from "../Time.tsx";

interface WorstHostsProps {
  detection: Detection;
  /** Hosts that are listed. */
  most: number;
}

/** The worst hosts of a detection, each with its first reason. */
export function WorstHosts({ detection: { id, hosts = [] }, most }: WorstHostsProps) {
  const worst = hosts.filter(({ findings }) => findings > 0).slice(0, most);
  if (worst.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="worst-title">
      <div class="row-between">
        <h2 id="worst-title">Worst hosts</h2>
        <a href={`/detections/${id}`}>All unusual hosts</a>
      </div>
      <ol class="plain-list divided">
        {worst.map(({ host, severity, reasons, lastSeen }) => (
          <li key={host}>
            <div class="row-between">
              <span class="row">
                <SeverityMark value={severity} />
                <a href={`/detections/${id}?host=${encodeURIComponent(host)}`}>
                  <strong>{host}</strong>
                </a>
              </span>
              {lastSeen && (
                <span class="muted small">
                  last seen <Time at={lastSeen} />
                </span>
              )}
            </div>
            <p>{reasons[0]}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}
