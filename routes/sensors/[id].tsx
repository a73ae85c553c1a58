import { HttpError, page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { ApiButton } from "../../islands/ApiButton.tsx";
import { SendPackets } from "../../islands/SendPackets.tsx";
import { SensorDataset } from "../../islands/SensorDataset.tsx";
import { SensorModels } from "../../islands/SensorModels.tsx";
import { SensorMonitor } from "../../islands/SensorMonitor.tsx";
import { SENSOR_KIND_NAMES, sourceOf } from "../../lib/web/sensors/describe_sensor.ts";
import { SHOWN_FINDINGS } from "../../lib/web/sensors/shown_findings.ts";
import { define } from "../../utils.ts";
import { modelChoices } from "../(_components)/model_choices.ts";

/** Records that the page shows. */
const SHOWN_RECORDS = 50;

export const handler = define.handlers({
  async GET({ params: { id }, url, state: { netsift } }) {
    const sensor = netsift.sensors.get(id);
    if (!sensor) throw new HttpError(404);
    return page({
      sensor,
      records: await netsift.sensors.records(id, { limit: SHOWN_RECORDS, isFlagged: false }),
      findings: netsift.sensors.findings(id, { limit: SHOWN_FINDINGS }),
      models: modelChoices(netsift.models.list()),
      address: `${url.origin}/api/v1/sensors/${id}/packets`,
    });
  },
});

export default define.page<typeof handler>(function SensorPage({ data }) {
  const { sensor, records, findings, models, address } = data;
  const { id, name, kind, isEnabled } = sensor;
  return (
    <>
      <PageHead
        title={name}
        up={{ href: "/sensors", text: "Sensors" }}
        lede={`${SENSOR_KIND_NAMES[kind]}: ${sourceOf(sensor)}`}
      >
        <ApiButton
          label={isEnabled ? "Pause" : "Resume"}
          icon={isEnabled ? "stop" : "play"}
          method="PATCH"
          path={`/sensors/${id}`}
          body={{ isEnabled: !isEnabled }}
          next={`/sensors/${id}`}
        />
        <ApiButton
          label="Delete"
          tone="danger"
          method="DELETE"
          path={`/sensors/${id}`}
          next="/sensors"
          confirm={{
            title: `Delete the sensor "${name}"?`,
            text: "The records that it keeps are deleted. Datasets made from them are kept.",
          }}
        />
      </PageHead>
      <div class="stack-large">
        {kind === "packets" && <SendPackets address={address} />}
        <SensorMonitor sensor={sensor} records={records} findings={findings} />
        <SensorDataset id={id} />
        {models.length > 0 && <SensorModels id={id} models={models} chosen={sensor.models} />}
      </div>
    </>
  );
});
