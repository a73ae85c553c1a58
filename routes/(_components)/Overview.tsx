import { Fact } from "../../components/Fact.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { type ShownStatus, StatusBadge } from "../../components/StatusBadge.tsx";
import { Time } from "../../components/Time.tsx";
import { VerdictCard } from "../../components/detection/VerdictCard.tsx";
import { LatestDetections } from "../../components/overview/LatestDetections.tsx";
import { OpenAlerts } from "../../components/overview/OpenAlerts.tsx";
import { SensorHealth } from "../../components/overview/SensorHealth.tsx";
import { SensorHosts } from "../../components/overview/SensorHosts.tsx";
import { WorstHosts } from "../../components/overview/WorstHosts.tsx";
import { ReloadWhenDone } from "../../islands/ReloadWhenDone.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { verdictOf } from "../../lib/detections/verdict.ts";
import type { Alert } from "../../lib/resources/alert.ts";
import type { Detection } from "../../lib/resources/detection.ts";
import type { Sensor, SensorHost } from "../../lib/resources/sensor.ts";

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
  sensors: Sensor[];
  /** The worst of all sensors. */
  sensorHosts: SensorHost[];
  datasets: number;
  models: number;
  /** The most severe open alerts, how many are open, and whether any rule raises them. */
  alerts: Alert[];
  openAlerts: number;
  hasRules: boolean;
}

/** Hosts and detections that are listed. */
const LISTED = 6;

/** What to look at first, and what goes on. */
export function Overview({ detections, jobs, sensors, datasets, models, ...rest }: OverviewProps) {
  const { alerts, openAlerts, hasRules, sensorHosts } = rest;
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
          <Fact name="Open alerts" value={formatCount(openAlerts)} />
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
          <Fact
            name="Datasets"
            value={formatCount(datasets)}
            note={formatPlural(models, "model")}
          />
          <Fact name="Jobs running" value={formatCount(jobs.length)} />
        </dl>
        <div class="overview">
          <div class="stack">
            {sensorHosts.length > 0 && <SensorHosts hosts={sensorHosts} />}
            {last && <WorstHosts detection={last} most={LISTED} />}
            <OpenAlerts alerts={alerts} count={openAlerts} hasRules={hasRules} />
          </div>
          <div class="stack">
            {sensors.length > 0 && <SensorHealth sensors={sensors} most={LISTED} />}
            {jobs.length > 0 && <RunningJobs jobs={jobs} />}
            {detections.length > 0 && <LatestDetections detections={detections.slice(0, LISTED)} />}
          </div>
        </div>
      </div>
    </>
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
