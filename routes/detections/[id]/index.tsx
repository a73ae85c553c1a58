import { HttpError, page } from "fresh";
import { DetectionAnswer } from "../../(_components)/DetectionAnswer.tsx";
import { Notice } from "../../../components/Notice.tsx";
import { PageHead } from "../../../components/PageHead.tsx";
import { StatusBadge } from "../../../components/StatusBadge.tsx";
import { ApiButton } from "../../../islands/ApiButton.tsx";
import { DetectionMonitor } from "../../../islands/DetectionMonitor.tsx";
import { formatPlural } from "../../../lib/base/format.ts";
import type { Detection } from "../../../lib/resources/detection.ts";
import { timeWords } from "../../../lib/web/detections/describe_time.ts";
import { define } from "../../../utils.ts";

/** Findings that the page is given, the worst ones. */
const MOST_FINDINGS = 500;
/** Records that it is given where no host is unusual. */
const MOST_RECORDS = 20;

export const handler = define.handlers({
  async GET({ params, state: { netsift } }) {
    const detection = await netsift.detections.get(params.id);
    if (!detection) throw new HttpError(404);
    const { id, status, unusualHosts, models = [], dataset } = detection;
    const hasDataset = netsift.datasets.get(dataset) !== null;
    if (status !== "done") {
      return page({ detection, hasDataset, findings: [], totals: [], records: [], silenced: [] });
    }
    const findings = (await netsift.detections.answers.findings(id)).slice(0, MOST_FINDINGS)
      .map(({ selector: _, ...finding }) => finding);
    const totals = await netsift.detections.totals(id);
    const records = unusualHosts === 0 && models.length > 0
      ? await netsift.detections.records(id, {
        selector: {},
        sort: "severity",
        limit: MOST_RECORDS,
        offset: 0,
      })
      : [];
    const silenced = await netsift.detections.answers.silenced(id);
    return page({ detection, hasDataset, findings, totals, records, silenced });
  },
});

export default define.page<typeof handler>(function DetectionPage({ data }) {
  const { detection, hasDataset, ...answer } = data;
  const { id, name, status, progress, run } = detection;
  const isActive = status === "queued" || status === "running";
  return (
    <>
      <PageHead
        title={name}
        up={{ href: "/detections", text: "Detections" }}
        lede={<DetectionLede detection={detection} hasDataset={hasDataset} />}
      >
        {isActive
          ? (
            <ApiButton
              label="Cancel"
              icon="stop"
              method="POST"
              path={`/detections/${id}/cancel`}
              next={`/detections/${id}`}
            />
          )
          : (
            <>
              {status === "done" && (
                <a class="button" href={`/api/v1/detections/${id}/findings.csv`} download>
                  All findings as CSV
                </a>
              )}
              {run !== undefined && <a class="button" href={`/runs/${run}`}>Models</a>}
              {hasDataset && (
                <ApiButton
                  label="Rerun"
                  icon="play"
                  method="POST"
                  path="/detections"
                  body={detection.request}
                  next="/detections/{id}"
                />
              )}
              <ApiButton
                label="Delete"
                tone="danger"
                method="DELETE"
                path={`/detections/${id}`}
                next="/detections"
                confirm={{
                  title: `Delete the detection "${name}"?`,
                  text: "Its findings are deleted. The dataset and the models are kept.",
                }}
              />
            </>
          )}
      </PageHead>
      {isActive
        ? <DetectionMonitor id={id} progress={progress} />
        : status === "done"
        ? <DetectionAnswer detection={detection} {...answer} />
        : <DetectionEnd detection={detection} />}
    </>
  );
});

/** What was looked at. */
function DetectionLede({ detection, hasDataset }: { detection: Detection; hasDataset: boolean }) {
  const { status, dataset, datasetName, records, span, elapsed, request } = detection;
  const source = hasDataset ? <a href={`/datasets/${dataset}`}>{datasetName}</a> : datasetName;
  if (records === undefined) {
    return (
      <>
        <StatusBadge status={status} /> {source}
      </>
    );
  }
  const scale = { timeZone: request.timeZone, isElapsed: elapsed ?? false };
  const from = span ? Date.parse(span.from) : 0;
  const words = timeWords(scale, from);
  const describeSpan = (from: number, to: number) =>
    scale.isElapsed
      ? words.range(from, to)
      : `${words.moment(from)} to ${words.moment(to)} ${words.zone}`;
  return (
    <>
      {formatPlural(records, "record")} of {source}
      {span && `, ${describeSpan(from, Date.parse(span.to))}`}.
    </>
  );
}

/** A detection without an answer: what happened, and what to do. */
function DetectionEnd({ detection: { status, error } }: { detection: Detection }) {
  if (status === "cancelled") {
    return <Notice>This detection was cancelled. No results were kept.</Notice>;
  }
  return (
    <Notice tone={status === "interrupted" ? "warning" : "error"}>
      <p>
        <strong>
          {status === "interrupted" ? "This detection was interrupted." : "This detection failed."}
        </strong>{" "}
        {error}
      </p>
      <p>The dataset is unchanged. Rerun it, or choose another clean period.</p>
    </Notice>
  );
}
