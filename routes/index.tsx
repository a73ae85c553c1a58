import { page } from "fresh";
import { Head } from "fresh/runtime";
import type { ShownStatus } from "../components/StatusBadge.tsx";
import type { Netsift } from "../lib/netsift.ts";
import type { Detection } from "../lib/resources/detection.ts";
import { define } from "../utils.ts";
import { Overview, type RunningJob } from "./(_components)/Overview.tsx";
import { Welcome } from "./(_components)/Welcome.tsx";

const ACTIVE: ReadonlySet<ShownStatus> = new Set<ShownStatus>(["queued", "running", "ingesting"]);

/** Open alerts that are listed. */
const SHOWN_ALERTS = 5;
/** Hosts of sensors that are listed. */
const SHOWN_HOSTS = 6;

export const handler = define.handlers({
  async GET({ state: { netsift } }) {
    const detections = await netsift.detections.list();
    const { alerts } = netsift.live;
    return page({
      alerts: alerts.log.list({
        state: "open",
        sort: "severity",
        descending: true,
        limit: SHOWN_ALERTS,
      }),
      openAlerts: alerts.openCount(),
      hasRules: alerts.rules.size > 0,
      detections,
      jobs: runningJobs(netsift, detections),
      sensors: netsift.sensors.list(),
      sensorHosts: netsift.sensors.worstHosts(SHOWN_HOSTS),
      datasets: netsift.datasets.list().length,
      models: netsift.models.list().length,
      maxBytes: netsift.config.maxUploadBytes,
    });
  },
});

export default define.page<typeof handler>(function StartPage({ data }) {
  const { maxBytes, ...shown } = data;
  const isEmpty = shown.datasets === 0 && shown.models === 0 && shown.detections.length === 0 &&
    shown.sensors.length === 0;
  return (
    <>
      <Head>
        <title>Netsift: which hosts behave unusually, when and why</title>
      </Head>
      {isEmpty ? <Welcome maxBytes={maxBytes} /> : <Overview {...shown} />}
    </>
  );
});

/** Everything that is being read, trained, scored or looked at. */
function runningJobs(
  { datasets, runs, batches }: Netsift,
  detections: Detection[],
): RunningJob[] {
  const jobsOf = (kind: string, list: { id: string; name: string; status: ShownStatus }[]) =>
    list.filter(({ status }) => ACTIVE.has(status)).map(({ id, name, status }) => ({
      name,
      status,
      href: `/${kind}/${id}`,
      events: `/api/v1/${kind}/${id}/events`,
    }));
  return [
    ...jobsOf("datasets", datasets.list()),
    ...jobsOf("detections", detections),
    ...jobsOf("runs", runs.list()),
    ...jobsOf("batches", batches.list()),
  ];
}
