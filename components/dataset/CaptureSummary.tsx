import { formatBytes, formatCount, formatPlural } from "../../lib/base/format.ts";
import { TUNNEL_NAMES } from "../../lib/capture/packets/tunnel.ts";
import { SKIP_NAMES } from "../../lib/capture/packets/skip_reason.ts";
import type { CaptureProfile } from "../../lib/resources/capture_profile.ts";
import { ScrollTable } from "../ScrollTable.tsx";
import { Time } from "../Time.tsx";

/** How flows end, for people. */
const ENDINGS: Record<CaptureProfile["ended"][number]["reason"], string> = {
  "fin": "both sides closed the connection",
  "rst": "one side reset the connection",
  "idle": "nothing arrived within the idle timeout",
  "active": "cut at the active timeout",
  "capture-end": "still open at the end of the capture",
  "evicted": "cut because too many were open",
};

/** What a packet capture held, besides its flows. */
export function CaptureSummary({ capture, flows }: { capture: CaptureProfile; flows: number }) {
  const { packets, bytes, span, protocols, talkers, skipped, ended, tunnelled = [] } = capture;
  return (
    <div class="stack">
      <p>
        {formatPlural(packets, "packet")} with {formatBytes(bytes)} in{" "}
        {formatPlural(flows, "flow")}, from <Time at={span.from} /> to <Time at={span.to} />.
      </p>
      <div class="grid-2">
        <section class="card stack" aria-labelledby="talkers-title">
          <h3 id="talkers-title">Top talkers</h3>
          <AmountTable label="Top talkers" head="Host" rows={talkers} nameOf={({ host }) => host} />
        </section>
        <section class="card stack" aria-labelledby="protocols-title">
          <h3 id="protocols-title">Protocols</h3>
          <AmountTable
            label="Protocols"
            head="Protocol"
            rows={protocols}
            nameOf={({ protocol }) => protocol}
          />
          {tunnelled.length > 0 && (
            <p class="small">
              Inside tunnels:{" "}
              {tunnelled.map(({ tunnel, packets }) =>
                `${formatPlural(packets, "packet")} (${TUNNEL_NAMES[tunnel]})`
              ).join(", ")}.
            </p>
          )}
          {skipped.length > 0 && (
            <p class="small">
              Not part of a flow:{" "}
              {skipped.map(({ reason, packets }) => formatPlural(packets, ...SKIP_NAMES[reason]))
                .join(", ")}.
            </p>
          )}
        </section>
      </div>
      <section class="card stack" aria-labelledby="endings-title">
        <h3 id="endings-title">How flows ended</h3>
        <ul class="plain-list">
          {ended.map(({ reason, flows }) => (
            <li key={reason}>{formatPlural(flows, "flow")}: {ENDINGS[reason]}</li>
          ))}
        </ul>
      </section>
    </div>
  );
}

interface Amount {
  packets: number;
  bytes: number;
}

interface AmountTableProps<T extends Amount> {
  label: string;
  head: string;
  rows: T[];
  nameOf: (row: T) => string;
}

function AmountTable<T extends Amount>({ label, head, rows, nameOf }: AmountTableProps<T>) {
  return (
    <ScrollTable label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" class="number">Packets</th>
          <th scope="col" class="number">Bytes</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={nameOf(row)}>
            <th scope="row" class="nowrap">{nameOf(row)}</th>
            <td class="number">{formatCount(row.packets)}</td>
            <td class="number nowrap">{formatBytes(row.bytes)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
