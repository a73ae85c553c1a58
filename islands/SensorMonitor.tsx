import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Notice } from "../components/Notice.tsx";
import { StatusBadge } from "../components/StatusBadge.tsx";
import { SensorExporters } from "../components/sensor/SensorExporters.tsx";
import { SensorFindings } from "../components/sensor/SensorFindings.tsx";
import { SensorFacts } from "../components/sensor/SensorFacts.tsx";
import { SensorReasons } from "../components/sensor/SensorReasons.tsx";
import { SensorRecords } from "../components/sensor/SensorRecords.tsx";
import { SensorVerdicts } from "../components/sensor/SensorVerdicts.tsx";
import type { Sensor, SensorFinding, SensorRecord } from "../lib/resources/sensor.ts";
import { SHOWN_FINDINGS } from "../lib/web/sensors/shown_findings.ts";
import { callApi } from "../lib/web/api.ts";
import { Checkbox } from "./controls/Checkbox.tsx";

/** How often the page asks how the sensor does. */
const ASK_MS = 2000;

interface SensorMonitorProps {
  sensor: Sensor;
  /** The newest. */
  records: SensorRecord[];
  /** The worst. */
  findings: SensorFinding[];
}

/** How a sensor does, its models and its newest records, kept up to date. */
export function SensorMonitor({ sensor, records, findings }: SensorMonitorProps) {
  const latest = useSignal(sensor);
  const shown = useSignal(records);
  const found = useSignal(findings);
  const onlyFlagged = useSignal(false);
  const isConnected = useSignal(true);

  async function ask(signal?: AbortSignal): Promise<void> {
    const flagged = onlyFlagged.value;
    try {
      const path = `/sensors/${sensor.id}`;
      latest.value = await callApi<Sensor>("GET", path, undefined, signal);
      found.value = await callApi<SensorFinding[]>(
        "GET",
        `${path}/findings?limit=${SHOWN_FINDINGS}`,
        undefined,
        signal,
      );
      const query = flagged ? "?flagged=true" : "";
      const newest = await callApi<SensorRecord[]>(
        "GET",
        `${path}/records${query}`,
        undefined,
        signal,
      );
      if (flagged === onlyFlagged.value) shown.value = newest;
      isConnected.value = true;
    } catch {
      if (!signal?.aborted) isConnected.value = false;
    }
  }

  useEffect(() => {
    const stop = new AbortController();
    let timer = setTimeout(again, ASK_MS);
    async function again() {
      if (!document.hidden) await ask(stop.signal);
      if (!stop.signal.aborted) timer = setTimeout(again, ASK_MS);
    }
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sensor.id]);

  const now = latest.value;
  return (
    <div class="stack-large">
      <div class="row">
        <StatusBadge status={now.status} />
        {!isConnected.value && <span role="status">Connection lost; reconnecting…</span>}
      </div>
      {now.error !== null && (
        <Notice tone="error">
          {now.error} {now.retryAt !== null && "Netsift tries again."}
        </Notice>
      )}
      <SensorFacts sensor={now} />
      <SensorFindings sensor={latest.value} findings={found.value} />
      <SensorVerdicts verdicts={now.verdicts} />
      {now.health.exporters && <SensorExporters exporters={now.health.exporters} />}
      <SensorReasons reasons={now.health.reasons} />
      <section class="stack" aria-labelledby="records-title">
        <div class="row-between">
          <h2 id="records-title">Newest records</h2>
          <Checkbox
            id="only-flagged"
            label="Only flagged records"
            checked={onlyFlagged.value}
            onChange={(checked) => {
              onlyFlagged.value = checked;
              ask();
            }}
          />
        </div>
        <SensorRecords records={shown.value} />
      </section>
    </div>
  );
}
