import { page } from "fresh";
import { PageHead } from "../../components/PageHead.tsx";
import { AlertSettings } from "../../islands/AlertSettings.tsx";
import { detectorTitle } from "../../lib/detectors/titles.ts";
import { withoutSecret } from "../../lib/alerts/delivery/destination_secret.ts";
import { define } from "../../utils.ts";
import { Term } from "../../components/Term.tsx";

export const handler = define.handlers({
  GET({ state: { netsift } }) {
    const { alerts } = netsift.live;
    return page({
      rules: alerts.rules.list(),
      destinations: alerts.destinations.list().map((destination) => ({
        ...withoutSecret(destination),
        delivery: alerts.destinations.delivery(destination.id),
      })),
      suppressions: alerts.suppressions.list(),
      models: netsift.models.list().map(({ id, kind, runName }) => ({
        id,
        name: `${detectorTitle(kind)} of ${runName}`,
      })),
      now: Date.now(),
    });
  },
});

export default define.page<typeof handler>(function AlertRulesPage({ data }) {
  return (
    <>
      <PageHead
        title="Rules and destinations"
        up={{ href: "/alerts", text: "Alerts" }}
        lede={
          <>
            Rules raise alerts from a <Term name="Severity">severity</Term>{" "}
            on and send them to destinations. Suppressions mute alerts for a while.
          </>
        }
      />
      <AlertSettings {...data} />
    </>
  );
});
