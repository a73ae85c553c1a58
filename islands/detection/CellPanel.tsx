import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { TypicalActual } from "../../components/detection/TypicalActual.tsx";
import { Icon } from "../../components/Icon.tsx";
import { checkTitle } from "../../lib/detections/check_titles.ts";
import type { LaneCell } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";
import { CellConnections } from "./CellConnections.tsx";
import { SilenceForm } from "./SilenceForm.tsx";

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
  const isSilencing = useSignal(false);
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
      <CellConnections id={id} cell={cell} words={words} />
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
