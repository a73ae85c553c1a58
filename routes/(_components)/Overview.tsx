import { Fact } from "../../components/Fact.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { type ShownStatus, StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { VerdictCard } from "../../components/detection/VerdictCard.tsx";
import { ReloadWhenDone } from "../../islands/ReloadWhenDone.tsx";
import { formatCount } from "../../lib/base/format.ts";
import { verdictOf } from "../../lib/detections/verdict.ts";
import type { Detection } from "../../lib/resources/detection.ts";

/** Work that goes on. */
export interface RunningJob {
  name: string;
  href: string;
  status: ShownStatus;
  /** Of the address under which its events are. */
  events: string;
}

interface OverviewProps {
  /** Newest first. */
  detections: Detection[];
  jobs: RunningJob[];
  datasets: number;
  models: number;
}

/** Hosts and detections that are listed. */
const LISTED = 6;

/** What to look at first, and what goes on. */
export function Overview({ detections, jobs, datasets, models }: OverviewProps) {
  const last = detections.find(({ status }) => status === "done");
  return (
    <>
      <PageHead
        title="Overview"
        lede={last
          ? (
            <>
              Latest detection: <a href={`/detections/${last.id}`}>{last.name}</a>,{" "}
              <Time at={last.createdAt} />
            </>
          )
          : "No detections yet."}
      >
        <a class="button" href="/datasets/new">Add data</a>
        {last
          ? <a class="button button-primary" href={`/detections/${last.id}`}>Open detection</a>
          : <a class="button button-primary" href="/datasets">Find what is unusual</a>}
      </PageHead>
      <div class="stack">
        {last && <VerdictCard verdict={verdictOf(last, last.hosts ?? [])} />}
        <dl class="facts card">
          <Fact
            name="Unusual hosts"
            value={last ? formatCount(last.unusualHosts ?? 0) : "none yet"}
            note={last && `of ${formatCount(last.hostsSeen ?? 0)} in the latest detection`}
          />
          <Fact
            name="Records"
            value={last ? formatCount(last.records ?? 0) : "none yet"}
            note={last && `${formatCount(last.flagged ?? 0)} flagged`}
          />
          <Fact name="Datasets" value={formatCount(datasets)} />
          <Fact name="Models" value={formatCount(models)} />
          <Fact name="Jobs running" value={formatCount(jobs.length)} />
        </dl>
        {last && <WorstHosts detection={last} />}
        {jobs.length > 0 && <RunningJobs jobs={jobs} />}
        {detections.length > 0 && <LastDetections detections={detections.slice(0, LISTED)} />}
      </div>
    </>
  );
}

function WorstHosts({ detection: { id, hosts = [] } }: { detection: Detection }) {
  const worst = hosts.filter(({ findings }) => findings > 0).slice(0, LISTED);
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

function RunningJobs({ jobs }: { jobs: RunningJob[] }) {
  return (
    <section class="card stack" aria-labelledby="jobs-title">
      <h2 id="jobs-title">Running jobs</h2>
      <ReloadWhenDone events={jobs.map(({ events }) => events)} />
      <ul class="plain-list stack-small">
        {jobs.map(({ name, href, status }) => (
          <li key={href} class="row">
            <StatusBadge status={status} /> <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function LastDetections({ detections }: { detections: Detection[] }) {
  return (
    <section class="card stack" aria-labelledby="detections-title">
      <div class="row-between">
        <h2 id="detections-title">Latest detections</h2>
        <a href="/detections">All detections</a>
      </div>
      <ul class="plain-list divided">
        {detections.map(({ id, name, status, hosts, unusualHosts, hostsSeen, createdAt }) => (
          <li key={id} class="row-between">
            <span class="row">
              {unusualHosts && hosts?.[0]
                ? <SeverityMark value={hosts[0].severity} isShort />
                : <StatusBadge status={status} />}
              <a href={`/detections/${id}`}>{name}</a>
              {status === "done" && (
                <span class="muted small">
                  {formatCount(unusualHosts ?? 0)} of {formatCount(hostsSeen ?? 0)}{" "}
                  hosts behave unusually
                </span>
              )}
            </span>
            <Time at={createdAt} />
          </li>
        ))}
      </ul>
    </section>
  );
}
