import { page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { Term } from "../../components/Term.tsx";
import { SensorForm } from "../../islands/SensorForm.tsx";
import { define } from "../../utils.ts";
import { modelChoices } from "../(_components)/model_choices.ts";
import { SensorTable } from "../(_components)/SensorTable.tsx";

export const handler = define.handlers({
  GET: ({ state: { netsift } }) =>
    page({
      sensors: netsift.sensors.list(),
      models: modelChoices(netsift.models.list()),
      folders: netsift.config.sensorFolders,
    }),
});

export default define.page<typeof handler>(function SensorsPage({ data }) {
  const { sensors, models, folders } = data;
  return (
    <>
      <PageHead
        title="Sensors"
        lede={
          <>
            A <Term name="Sensor">sensor</Term>{" "}
            reads a source that never ends: its records are scored as they arrive, raise alerts, and
            the newest are kept.
          </>
        }
      />
      <div class="stack-large">
        {sensors.length > 0 && <SensorTable sensors={sensors} />}
        <SensorForm models={models} folders={folders} />
      </div>
    </>
  );
});
