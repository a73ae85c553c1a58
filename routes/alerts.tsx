import { page } from "fresh";
import { PageHead } from "../components/PageHead.tsx";
import { AlertSettings } from "../islands/AlertSettings.tsx";
import { jsonText } from "../lib/web/records/json_text.ts";
import { detectorTitle } from "../lib/detectors/titles.ts";
import { withoutSecret } from "../lib/alerts/delivery/destination_secret.ts";
import { define } from "../utils.ts";
import { Term } from "../components/Term.tsx";

/** Alerts on the page. */
const SHOWN = 100;

export const handler = define.handlers({
  GET({ state: { netsift } }) {
    const { alerts } = netsift.live;
    return page({
      alerts: jsonText(alerts.log.list({ limit: SHOWN })),
      rules: alerts.rules(),
      destinations: alerts.destinations().map((destination) => ({
        ...withoutSecret(destination),
        delivery: alerts.delivery(destination.id),
      })),
      suppressions: alerts.suppressions(),
      models: netsift.models.list().map(({ id, kind, runName }) => ({
        id,
        name: `${detectorTitle(kind)} of ${runName}`,
      })),
      now: Date.now(),
    });
  },
});

export default define.page<typeof handler>(function AlertsPage({ data }) {
  return (
    <>
      <PageHead
        title="Alerts"
        lede={
          <>
            Rules group anomalies by host and <Term name="Severity">severity</Term>{" "}
            into alerts and send them to destinations.
          </>
        }
      />
      <AlertSettings {...data} />
    </>
  );
});
