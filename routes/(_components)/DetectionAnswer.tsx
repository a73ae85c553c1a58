import { VerdictCard } from "../../components/detection/VerdictCard.tsx";
import { DetectionView } from "../../islands/DetectionView.tsx";
import { ConnectionTable } from "../../islands/detection/ConnectionTable.tsx";
import type { DetectionData } from "../../islands/detection/detection_data.ts";
import { withCheckTitles } from "../../lib/detections/check_titles.ts";
import { verdictOf } from "../../lib/detections/verdict.ts";
import type {
  Detection,
  DetectionFinding,
  DetectionRecord,
} from "../../lib/resources/detection.ts";
import type { Silence } from "../../lib/resources/silence.ts";
import { SilencedList } from "./SilencedList.tsx";
import { timeWords } from "../../lib/web/detections/describe_time.ts";

/** Hosts that the page is given, the worst ones. */
const MOST_HOSTS = 200;

interface DetectionAnswerProps {
  detection: Detection;
  /** Worst first. */
  findings: DetectionFinding[];
  totals: DetectionData["totals"];
  /** The most unusual records, where no host is unusual. */
  records: DetectionRecord[];
  silenced: { silence: Silence; findings: number }[];
}

/** What a detection has come to: the verdict, then hosts and times or, without them, records. */
export function DetectionAnswer(
  { detection, findings, totals, records, silenced }: DetectionAnswerProps,
) {
  const { id, hosts = [], notes = [], span, elapsed = false, request, interval } = detection;
  const unusual = hosts.filter((host) => host.findings > 0);
  const scale = { timeZone: request.timeZone, isElapsed: elapsed };
  const words = timeWords(scale, span ? Date.parse(span.from) : 0);
  const worst = findings.find(({ host }) => host === unusual[0]?.host);
  const when = worst && words.range(Date.parse(worst.from), Date.parse(worst.to));
  return (
    <div class="stack-large">
      <VerdictCard verdict={verdictOf(detection, unusual, when)} />
      {span && interval
        ? (
          <DetectionView
            data={{
              id,
              scale,
              from: Date.parse(span.from),
              to: Date.parse(span.to),
              width: interval * 1000,
              hosts: unusual.slice(0, MOST_HOSTS),
              unusualHosts: detection.unusualHosts ?? 0,
              hostsSeen: detection.hostsSeen ?? 0,
              findings,
              totals,
            }}
          />
        )
        : null}
      {records.length > 0 && (
        <section class="card stack" aria-labelledby="records-title">
          <h2 id="records-title">
            Records, most unusual first{" "}
            {unusual.length === 0 && <small>ranked by the models alone</small>}
          </h2>
          <ConnectionTable records={records} words={words} isDated />
        </section>
      )}
      <SilencedList silenced={silenced} path={`/detections/${id}`} />
      {notes.length > 0 && (
        <section class="card stack" aria-labelledby="notes-title">
          <h2 id="notes-title">Notes</h2>
          <ul class="detection-notes">
            {notes.map((note) => <li key={note}>{withCheckTitles(note)}</li>)}
          </ul>
        </section>
      )}
    </div>
  );
}
