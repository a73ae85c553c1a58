import { page } from "fresh";
import { EmptyState } from "../../components/EmptyState.tsx";
import { PageHead } from "../../components/PageHead.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { StatusBadge } from "../../components/StatusBadge.tsx";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { Term } from "../../components/Term.tsx";
import { Time } from "../../components/Time.tsx";
import { ReloadWhenDone } from "../../islands/ReloadWhenDone.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import type { Detection } from "../../lib/resources/detection.ts";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  async GET({ state: { netsift } }) {
    return page({ detections: await netsift.detections.list() });
  },
});

export default define.page<typeof handler>(function DetectionsPage({ data: { detections } }) {
  return (
    <>
      <PageHead
        title="Detections"
        lede={
          <>
            A <Term name="Detection">detection</Term>{" "}
            tells which hosts behave unusually, when and why. No labels are needed.
          </>
        }
      >
        <a class="button button-primary" href="/datasets">Choose a dataset</a>
      </PageHead>
      {detections.length === 0
        ? (
          <EmptyState
            title="No detections yet"
            text="Open a dataset, or add a capture or log, and choose “Find what is unusual”."
          >
            <a class="button button-primary" href="/datasets/new">Add data</a>
          </EmptyState>
        )
        : <DetectionTable detections={detections} />}
    </>
  );
});

function DetectionTable({ detections }: { detections: Detection[] }) {
  const active = detections.filter(({ status }) => status === "running" || status === "queued");
  return (
    <>
      <ReloadWhenDone events={active.map(({ id }) => `/api/v1/detections/${id}/events`)} />
      <ScrollTable label="Detections">
        <thead>
          <tr>
            <th scope="col">Detection</th>
            <th scope="col">Status</th>
            <th scope="col">Worst host</th>
            <th scope="col" class="number">Unusual hosts</th>
            <th scope="col" class="number">Records</th>
            <th scope="col">Started</th>
          </tr>
        </thead>
        <tbody>
          {detections.map(({ id, name, status, hosts, unusualHosts, hostsSeen, ...rest }) => (
            <tr key={id}>
              <th scope="row" class="name-cell">
                <a href={`/detections/${id}`}>{name}</a>
              </th>
              <td>
                <StatusBadge status={status} />
              </td>
              <td>
                {unusualHosts && hosts?.[0]
                  ? (
                    <>
                      <SeverityMark value={hosts[0].severity} isShort /> {hosts[0].host}
                    </>
                  )
                  : status === "done"
                  ? "None"
                  : ""}
              </td>
              <td class="number">
                {status === "done" && hostsSeen !== undefined &&
                  `${formatCount(unusualHosts ?? 0)} of ${formatPlural(hostsSeen, "host")}`}
              </td>
              <td class="number">{rest.records !== undefined && formatCount(rest.records)}</td>
              <td>
                <Time at={rest.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </>
  );
}
