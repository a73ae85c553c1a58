import { formatCount, formatDateTime, formatPlural } from "../../lib/base/format.ts";
import type { ExporterHealth } from "../../lib/resources/exporter_health.ts";
import { ScrollTable } from "../ScrollTable.tsx";

type Domain = ExporterHealth["domains"][number];

/** Versions of flow exports, and what their sequence numbers count. */
const VERSIONS: Record<Domain["version"], { name: string; unit: string }> = {
  5: { name: "NetFlow v5", unit: "flows" },
  9: { name: "NetFlow v9", unit: "datagrams" },
  10: { name: "IPFIX", unit: "records" },
};

/** How the exporters of a sensor do, each source separately. */
export function SensorExporters({ exporters }: { exporters: ExporterHealth[] }) {
  return (
    <section class="stack" aria-labelledby="exporters-title">
      <h2 id="exporters-title">Exporters</h2>
      {exporters.length === 0
        ? <p class="muted">Nothing received since the sensor started.</p>
        : (
          <ScrollTable label="Exporters">
            <thead>
              <tr>
                <th scope="col">Exporter</th>
                <th scope="col">Format</th>
                <th scope="col" class="number">Flows</th>
                <th scope="col" class="number">Lost</th>
                <th scope="col" class="number">Templates</th>
                <th scope="col" class="number">Sets without template</th>
                <th scope="col" class="number">Restarts</th>
                <th scope="col">Last datagram</th>
              </tr>
            </thead>
            <tbody>{exporters.map(exporterRows)}</tbody>
          </ScrollTable>
        )}
    </section>
  );
}

function exporterRows({ exporter, domains, rejected, lastDatagramAt }: ExporterHealth) {
  const rows = domains.map((domain) => (
    <tr key={`${exporter} ${domain.version} ${domain.domain}`}>
      <th scope="row" class="nowrap">{exporter}</th>
      <td class="nowrap">{VERSIONS[domain.version].name}, source {domain.domain}</td>
      <td class="number">{formatCount(domain.flows)}</td>
      <td class="number nowrap">{lossOf(domain)}</td>
      <td class="number">{formatCount(domain.templates)}</td>
      <td class="number">{formatCount(domain.waiting + domain.undecoded)}</td>
      <td class="number">{formatCount(domain.restarts)}</td>
      <td class="nowrap">{formatDateTime(lastDatagramAt)}</td>
    </tr>
  ));
  if (rejected === 0) return rows;
  return [
    ...rows,
    <tr key={`${exporter} rejected`}>
      <th scope="row" class="nowrap">{exporter}</th>
      <td colSpan={6}>{formatPlural(rejected, "datagram")} could not be read</td>
      <td class="nowrap">{formatDateTime(lastDatagramAt)}</td>
    </tr>,
  ];
}

function lossOf({ lost, version }: Domain): string {
  return lost === 0 ? "0" : `${formatCount(lost)} ${VERSIONS[version].unit}`;
}
