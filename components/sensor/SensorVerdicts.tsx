import { formatCount } from "../../lib/base/format.ts";
import type { Sensor } from "../../lib/resources/sensor.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** What each model of a sensor has scored. */
export function SensorVerdicts({ verdicts }: { verdicts: Sensor["verdicts"] }) {
  return (
    <section class="stack" aria-labelledby="verdicts-title">
      <h2 id="verdicts-title">Models</h2>
      {verdicts.length === 0
        ? <p class="muted">No models: records are kept, but not scored.</p>
        : (
          <ScrollTable label="Models of the sensor">
            <thead>
              <tr>
                <th scope="col">Model</th>
                <th scope="col" class="number">Scored</th>
                <th scope="col" class="number">Flagged</th>
                <th scope="col" class="number">Not scored</th>
                <th scope="col">Problem</th>
              </tr>
            </thead>
            <tbody>
              {verdicts.map(({ model, name, scored, flagged, rejected, error }) => (
                <tr key={model}>
                  <th scope="row" class="name-cell">
                    <a href={`/live?model=${model}`}>{name}</a>
                  </th>
                  <td class="number">{formatCount(scored)}</td>
                  <td class="number">{formatCount(flagged)}</td>
                  <td class="number">{formatCount(rejected)}</td>
                  <td>{error ?? ""}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
    </section>
  );
}
