import { HttpError, page } from "fresh";
import { Fact } from "../../../../components/Fact.tsx";
import { HostPeers, HostPorts } from "../../../../components/detection/HostPeers.tsx";
import { HostSeries } from "../../../../components/detection/HostSeries.tsx";
import { SeverityMark } from "../../../../components/detection/SeverityMark.tsx";
import { TypicalActual } from "../../../../components/detection/TypicalActual.tsx";
import { VerdictCard } from "../../../../components/detection/VerdictCard.tsx";
import { Icon } from "../../../../components/Icon.tsx";
import { PageHead } from "../../../../components/PageHead.tsx";
import { Term } from "../../../../components/Term.tsx";
import { ConnectionTable } from "../../../../islands/detection/ConnectionTable.tsx";
import { formatCount, formatPlural } from "../../../../lib/base/format.ts";
import { checkTitle } from "../../../../lib/detections/check_titles.ts";
import { selectFindings } from "../../../../lib/detections/findings/select_findings.ts";
import type { DetectionFinding } from "../../../../lib/resources/detection.ts";
import { type TimeWords, timeWords } from "../../../../lib/web/detections/describe_time.ts";
import { define } from "../../../../utils.ts";

/** Records and findings that are listed. */
const RECORDS = 20;
const FINDINGS = 50;

export const handler = define.handlers({
  async GET({ params: { id, host: encoded }, state: { netsift } }) {
    const host = decodeURIComponent(encoded);
    const detection = await netsift.detections.get(id);
    if (detection?.status !== "done" || !detection.span) throw new HttpError(404);
    const profile = await netsift.detections.hostProfile(id, host);
    if (!profile) throw new HttpError(404);
    const findings = selectFindings(await netsift.detections.answers.findings(id), {
      host,
      limit: FINDINGS,
    })
      .map(({ selector: _, ...finding }) => finding);
    const records = await netsift.detections.records(id, {
      selector: { host },
      sort: "severity",
      limit: RECORDS,
      offset: 0,
    });
    const severity = detection.hosts?.find((one) => one.host === host)?.severity ?? 0;
    return page({ host, detection, span: detection.span, profile, findings, records, severity });
  },
});

export default define.page<typeof handler>(function HostPage({ data }) {
  const { host, detection, profile, findings, records, severity } = data;
  const { id, name, elapsed = false, request } = detection;
  const span = { from: Date.parse(data.span.from), to: Date.parse(data.span.to) };
  const words = timeWords({ timeZone: request.timeZone, isElapsed: elapsed }, span.from);
  const own = findings.filter((finding) => finding.host === host);
  const query = `host=${encodeURIComponent(host)}`;
  return (
    <>
      <PageHead title={host} up={{ href: `/detections/${id}?${query}`, text: name }}>
        {own.length > 0 && (
          <a
            class="button button-primary"
            href={`/api/v1/detections/${id}/ticket.md?${query}`}
            download
          >
            <Icon name="download" /> Export a ticket
          </a>
        )}
      </PageHead>
      <div class="stack-large">
        <VerdictCard
          verdict={{
            headline: own.length === 0
              ? "Behaved as usual."
              : `${checkTitle(own[0].check, own[0].kind)}.`,
            worst: own[0]?.text ?? "",
            others: own.length > 1 ? `${formatPlural(own.length - 1, "more finding")} below.` : "",
            severity,
          }}
        />
        <section class="card" aria-label="Facts">
          <dl class="facts">
            <Fact name="Connections" value={formatCount(profile.connections)} />
            <Fact name="Flagged by a model" value={formatCount(profile.flagged)} />
            <Fact name="Peers" value={formatCount(profile.peerCount)} />
            <Fact name="First seen" value={words.moment(profile.firstSeen)} note={words.zone} />
            <Fact name="Last seen" value={words.moment(profile.lastSeen)} note={words.zone} />
          </dl>
        </section>
        {findings.length > 0 && <HostFindings findings={findings} host={host} words={words} />}
        <HostSeries profile={profile} words={words} />
        <HostPeers
          addressOf={(peer) => `/detections/${id}/hosts/${encodeURIComponent(peer)}`}
          profile={profile}
          span={span}
          words={words}
        />
        <HostPorts profile={profile} span={span} words={words} />
        <section class="card stack" aria-labelledby="records-title">
          <h2 id="records-title">
            Records{" "}
            <small>
              {formatCount(records.length)} of {formatCount(profile.connections)}, worst first
            </small>
          </h2>
          <ConnectionTable records={records} words={words} isDated />
        </section>
      </div>
    </>
  );
});

/** What the host did, and what was done to it. */
function HostFindings({ findings, host, words }: {
  findings: DetectionFinding[];
  host: string;
  words: TimeWords;
}) {
  return (
    <section class="card stack" aria-labelledby="findings-title">
      <h2 id="findings-title">
        <Term name="Finding">Findings</Term>
      </h2>
      <ul class="cell-findings">
        {findings.map((finding) => (
          <li key={finding.id}>
            <SeverityMark value={finding.severity} isShort />
            <div>
              <p>
                <strong>{checkTitle(finding.check, finding.kind)}.</strong>{" "}
                {finding.host !== host && `By ${finding.host}: `}
                {finding.text}
              </p>
              <p class="muted small">
                {words.range(Date.parse(finding.from), Date.parse(finding.to))} {words.zone}
              </p>
              <TypicalActual finding={finding} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
