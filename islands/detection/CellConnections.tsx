import { useSignal } from "@preact/signals";
import { Notice } from "../../components/Notice.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { checkTitle } from "../../lib/detections/check_titles.ts";
import type { LaneCell } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";
import { ConnectionTable } from "./ConnectionTable.tsx";
import { useRecords } from "./use_records.ts";

/** Connections that are shown at first, and that more are at a time. */
const SHOWN = 6;
const MORE = 100;

interface CellConnectionsProps {
  /** Id of the detection. */
  id: string;
  cell: LaneCell;
  words: TimeWords;
}

/** The connections behind a finding of a cell. */
export function CellConnections({ id, cell: { from, to, findings }, words }: CellConnectionsProps) {
  const which = useSignal(findings[0].id);
  const limit = useSignal(SHOWN);
  const chosenOrder = useSignal<string | null>(null);
  const finding = findings.find((one) => one.id === which.value) ?? findings[0];
  // Most of what a check counts is alike, and models have nothing to say about it.
  const order = chosenOrder.value ?? (finding.kind === "model" ? "severity" : "time");
  const query = new URLSearchParams({
    finding: finding.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    sort: order,
    limit: String(limit.value),
  });
  const [loaded, retry] = useRecords(`/detections/${id}/records?${query}`);
  return (
    <>
      <div class="row-between">
        <h3>
          Connections{" "}
          <small>
            behind {findings.length > 1
              ? "one finding"
              : `it, ${formatPlural(finding.records, "connection")} in all`}
          </small>
        </h3>
        <div class="row">
          {findings.length > 1 && (
            <label class="inline-field">
              <span>Finding</span>
              <select
                value={finding.id}
                onChange={(event) => {
                  which.value = event.currentTarget.value;
                  limit.value = SHOWN;
                }}
              >
                {findings.map((one) => (
                  <option key={one.id} value={one.id}>
                    {checkTitle(one.check, one.kind)} ({formatCount(one.records)})
                  </option>
                ))}
              </select>
            </label>
          )}
          <label class="inline-field">
            <span>Order</span>
            <select
              value={order}
              onChange={(event) => {
                chosenOrder.value = event.currentTarget.value;
                limit.value = SHOWN;
              }}
            >
              <option value="time">Earliest first</option>
              <option value="severity">Most severe first</option>
            </select>
          </label>
        </div>
      </div>
      {loaded.state === "loading" && <p class="muted" role="status">Loading connections…</p>}
      {loaded.state === "failed" && (
        <>
          <Notice tone="error" live>
            <p>
              <strong>The connections could not be read.</strong> {loaded.message}
            </p>
            <p>The findings above are not affected.</p>
          </Notice>
          <div>
            <button type="button" class="button" onClick={retry}>Try again</button>
          </div>
        </>
      )}
      {loaded.state === "ready" && (
        <>
          {loaded.records.length === 0
            ? <p class="muted">None of them started in this period.</p>
            : (
              <ConnectionTable
                records={loaded.records}
                words={words}
                fallback={checkTitle(finding.check, finding.kind)}
              />
            )}
          {loaded.records.length === limit.value && (
            <div>
              <button
                type="button"
                class="button button-small"
                onClick={() => limit.value = limit.value === SHOWN ? MORE : 5 * MORE}
              >
                Show more connections
              </button>
            </div>
          )}
        </>
      )}
    </>
  );
}
