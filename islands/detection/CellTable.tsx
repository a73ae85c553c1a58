import { useSignal } from "@preact/signals";
import { SeverityMark } from "../../components/detection/SeverityMark.tsx";
import { ScrollTable } from "../../components/ScrollTable.tsx";
import { formatCount } from "../../lib/base/format.ts";
import type { LaneCell } from "../../lib/web/detections/cells.ts";
import type { TimeWords } from "../../lib/web/detections/describe_time.ts";

/** Cells that are listed at first. */
const SHOWN = 12;

interface CellTableProps {
  lanes: Map<string, LaneCell[]>;
  words: TimeWords;
  onChoose: (cell: LaneCell) => void;
}

/** What the lanes show, as a table, worst first. */
export function CellTable({ lanes, words, onChoose }: CellTableProps) {
  const isOpen = useSignal(false);
  const cells = [...lanes.values()].flat().sort((a, b) => b.severity - a.severity);
  const shown = isOpen.value ? cells : cells.slice(0, SHOWN);
  return (
    <div class="stack">
      <ScrollTable label="Hosts over time">
        <thead>
          <tr>
            <th scope="col">Severity</th>
            <th scope="col">Host</th>
            <th scope="col">When</th>
            <th scope="col">What</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((cell) => (
            <tr key={`${cell.host} ${cell.column}`}>
              <td>
                <SeverityMark value={cell.severity} />
              </td>
              <th scope="row" class="name-cell">{cell.host}</th>
              <td>
                <button type="button" class="link-button" onClick={() => onChoose(cell)}>
                  {words.range(cell.from, cell.to)}
                </button>
              </td>
              <td>{cell.findings[0].text}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
      {shown.length < cells.length && (
        <div class="row">
          <span class="muted">
            {formatCount(shown.length)} of {formatCount(cells.length)} cells with findings.
          </span>
          <button type="button" class="button button-small" onClick={() => isOpen.value = true}>
            Show all
          </button>
        </div>
      )}
    </div>
  );
}
