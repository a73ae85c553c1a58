import { featureOptionWords, scalingWords } from "../../lib/web/training/describe_preparation.ts";
import { formatPlural } from "../../lib/base/format.ts";
import { dropReason } from "../../lib/training/preparation.ts";
import type { FeaturePreparation, Run } from "../../lib/resources/run.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** How features became numbers: what was asked, what was chosen, what was left out. */
export function Preparation({ run: { request, data } }: { run: Run }) {
  const asked = featureOptionWords(request);
  const prepared = data?.preparation ?? [];
  return (
    <>
      {asked.length > 0 && <p>{asked.join(" ")}</p>}
      {prepared.map((preparation) => (
        <Prepared
          key={String(preparation.supervised)}
          preparation={preparation}
          whose={prepared.length === 1
            ? ""
            : preparation.supervised
            ? " for detectors that learn from attacks"
            : " for detectors that learn from normal records"}
        />
      ))}
    </>
  );
}

interface PreparedProps {
  preparation: FeaturePreparation;
  whose: string;
}

function Prepared({ preparation, whose }: PreparedProps) {
  const { dropped } = preparation;
  const scalings = scalingWords(preparation);
  return (
    <>
      {scalings.length > 1 && (
        <div>
          <p>Scaling{whose}:</p>
          <ul>{scalings.map((text) => <li key={text} class="break">{text}</li>)}</ul>
        </div>
      )}
      {dropped.length > 0 && (
        <details>
          <summary>{formatPlural(dropped.length, "column")} left out{whose}</summary>
          <ScrollTable label={`Columns left out${whose}`} tall>
            <thead>
              <tr>
                <th scope="col">Column</th>
                <th scope="col">Feature</th>
                <th scope="col">Why</th>
              </tr>
            </thead>
            <tbody>
              {dropped.map(({ column, feature, reason }) => (
                <tr key={column}>
                  <th scope="row" class="name-cell">{column}</th>
                  <td class="name-cell">{feature}</td>
                  <td class="name-cell">{dropReason(reason)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      )}
    </>
  );
}
