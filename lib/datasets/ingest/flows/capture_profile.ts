import type { CaptureSummary } from "../../../capture/read_capture.ts";
import type { EndReason } from "../../../capture/flows/flow_meter.ts";
import type { SkipReason } from "../../../capture/packets/skip_reason.ts";
import type { TunnelKind } from "../../../capture/packets/tunnel.ts";
import type { CaptureProfile } from "../../../resources/capture_profile.ts";
import { type Database, parquetSource } from "../../../tables/duckdb.ts";
import { protocolName } from "../../connections/protocol_name.ts";

const TALKERS = 10;

/**
 * What a capture held, for people.
 *
 * @param flows the stored flows
 */
export async function captureProfile(
  database: Database,
  flows: string,
  summary: CaptureSummary,
): Promise<CaptureProfile> {
  const { packets, bytes, duplicates, reordered, late, orphans } = summary;
  const { span, ...times } = summary.times;
  const entries = <Key extends string>(counts: Partial<Record<Key, number>>) =>
    (Object.entries(counts) as [Key, number][]).sort(([, a], [, b]) => b - a);
  return {
    ...{ packets, bytes, duplicates, reordered, late, orphans },
    span: { from: momentOf(span[0]), to: momentOf(span[1]) },
    protocols: [...summary.protocols].sort(([, a], [, b]) => b.packets - a.packets)
      .map(([protocol, amount]) => ({
        protocol: protocolName(protocol) ?? String(protocol),
        ...amount,
      })),
    talkers: await topTalkers(database, flows),
    tunnelled: entries<TunnelKind>(summary.tunnelled)
      .map(([tunnel, packets]) => ({ tunnel, packets })),
    skipped: entries<SkipReason>(summary.skipped)
      .map(([reason, packets]) => ({ reason, packets })),
    ended: entries<EndReason>(summary.ended).map(([reason, flows]) => ({ reason, flows })),
    times: { ...times, from: momentOf(times.from) },
  };
}

function momentOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}

/** The hosts of most bytes, each flow counted at both of its ends. */
async function topTalkers(database: Database, flows: string): Promise<CaptureProfile["talkers"]> {
  const end = (host: string) =>
    `SELECT "${host}" AS host, "Total Fwd Packet" + "Total Bwd packets" AS packets, ` +
    `orig_ip_bytes + resp_ip_bytes AS bytes FROM ${parquetSource(flows)}`;
  const rows = await database.rows(
    `SELECT host, count(*), sum(packets), sum(bytes) ` +
      `FROM (${end("Src IP")} UNION ALL ${end("Dst IP")} WHERE "Dst IP" <> "Src IP") ` +
      `GROUP BY host ORDER BY 4 DESC, host LIMIT ${TALKERS}`,
  );
  return rows.map(([host, flows, packets, bytes]) => ({
    host: String(host),
    flows: Number(flows),
    packets: Number(packets),
    bytes: Number(bytes),
  }));
}
