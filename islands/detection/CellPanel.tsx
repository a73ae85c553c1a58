import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { TypicalActual } from "../../components/detection/TypicalActual.tsx";
import { Icon } from "../../components/Icon.tsx";
import { Notice } from "../../components/Notice.tsx";
import { formatCount, formatPlural } from "../../lib/base/format.ts";
import { checkTitle } from "../../lib/detections/check_titles.ts";
import type { LaneCell } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";
import { ConnectionTable } from "./ConnectionTable.tsx";
import { SilenceForm } from "./SilenceForm.tsx";
import { useRecords } from "./use_records.ts";

/** Connections that are shown at first, and that more are at a time. */
const SHOWN = 6;
const MORE = 100;

interface CellPanelProps {
  id: string;
  cell: LaneCell;
  words: TimeWords;
  /** Whether the person opened it: then it takes the focus. */
  hasFocus: boolean;
  onClose: () => void;
}

/** What happened in a cell: findings, connections, and what to do. */
export function CellPanel({ id, cell, words, hasFocus, onClose }: CellPanelProps) {
  const { host, from, to, severity, findings } = cell;
  const panel = useRef<HTMLElement>(null);
  const which = useSignal(findings[0].id);
  const limit = useSignal(SHOWN);
  const isSilencing = useSignal(false);
  const finding = findings.find((one) => one.id === which.value) ?? findings[0];
  const query = new URLSearchParams({
    finding: finding.id,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    limit: String(limit.value),
  });
  const [loaded, retry] = useRecords(`/detections/${id}/records?${query}`);
  useEffect(() => {
    if (!hasFocus) return;
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: "nearest" });
  }, [cell.host, cell.column, hasFocus]);
  const exported = (name: string) =>
    `/api/v1/detections/${id}/${name}?host=${encodeURIComponent(host)}`;
  return (
    <section
      class="card stack cell-panel"
      id="cell"
      ref={panel}
      tabIndex={-1}
      aria-labelledby="cell-title"
      onKeyDown={(event) => {
        const isInDialog = (event.target as Element).closest("dialog") !== null;
        if (event.key === "Escape" && !isInDialog) onClose();
      }}
    >
      <header class="row-between">
        <div class="row">
          <SeverityMark value={severity} />
          <h2 id="cell-title">{host}, {words.range(from, to)} {words.zone}</h2>
        </div>
        <div class="row">
          <a
            class="button button-small"
            href={`/detections/${id}/hosts/${encodeURIComponent(host)}`}
          >
            Open host
          </a>
          <button type="button" class="button button-small" onClick={onClose}>
            <Icon name="cross" /> Close
          </button>
        </div>
      </header>
      <ul class="cell-findings">
        {findings.map((one) => (
          <li key={one.id}>
            <SeverityMark value={one.severity} isShort />
            <div>
              <p>
                <strong>{checkTitle(one.check, one.kind)}.</strong> {one.text}
              </p>
              <TypicalActual finding={one} />
            </div>
          </li>
        ))}
      </ul>
      <div class="row-between">
        <h3>
          Connections{" "}
          <small>
            behind {findings.length > 1
              ? "one finding"
              : `it, ${formatPlural(finding.records, "connection")} in all`}, worst first
          </small>
        </h3>
        {findings.length > 1 && (
          <label class="row">
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
      <div class="row cell-actions">
        <a class="button button-primary" href={exported("ticket.md")} download>
          <Icon name="download" /> Export a ticket
        </a>
        <a class="button" href={exported("findings.csv")} download>
          <Icon name="download" /> CSV
        </a>
        <a class="button" href={exported("findings.ecs.ndjson")} download>
          <Icon name="download" /> ECS
        </a>
        <button type="button" class="button" onClick={() => isSilencing.value = true}>
          Silence
        </button>
        {isSilencing.value && (
          <SilenceForm
            host={host}
            findings={findings}
            onClose={() => isSilencing.value = false}
          />
        )}
      </div>
    </section>
  );
}
