import { formatCount } from "../../lib/base/format.ts";
import type { RejectedReason } from "../../lib/resources/sensor.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** Why lines were rejected, and what is missing. */
export function SensorReasons({ reasons }: { reasons: RejectedReason[] }) {
  if (reasons.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="reasons-title">
      <h2 id="reasons-title">Rejected lines and gaps</h2>
      <ScrollTable label="Rejected lines and gaps">
        <thead>
          <tr>
            <th scope="col">Reason</th>
            <th scope="col" class="number">Count</th>
            <th scope="col">First example</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map(({ reason, count, example }) => (
            <tr key={reason}>
              <th scope="row">{reason}</th>
              <td class="number">{formatCount(count)}</td>
              <td>{example && <code>{example}</code>}</td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
