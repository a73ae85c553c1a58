import { formatCount } from "../../lib/base/format.ts";
import type { DatasetProfile } from "../../lib/resources/dataset.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** Lines that could not be read, and why. */
export function RejectedLines({ rejected }: { rejected: DatasetProfile["rejected"] }) {
  return (
    <ScrollTable label="Rejected lines" tall>
      {rejected.count > rejected.first.length && (
        <caption>
          The first {formatCount(rejected.first.length)} of {formatCount(rejected.count)}.
        </caption>
      )}
      <thead>
        <tr>
          <th scope="col" class="number narrow">Line</th>
          <th scope="col">Reason</th>
        </tr>
      </thead>
      <tbody>
        {rejected.first.map(({ line, reason }) => (
          <tr key={line}>
            <th scope="row" class="number">{formatCount(line)}</th>
            <td class="break">{reason}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
