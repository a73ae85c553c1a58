import type { ScoredModel } from "../charts/scored_model.ts";
import { formatCount, formatPlural, formatShare } from "../../lib/base/format.ts";
import type { SetAside } from "../../lib/resources/set_aside.ts";
import { ScrollTable } from "../ScrollTable.tsx";

/** Which training rows each model left out; nothing where none was asked to. */
export function SetAsideCard({ models }: { models: ScoredModel[] }) {
  const found = models.flatMap(({ title, result }) =>
    result.setAside ? [{ title, setAside: result.setAside }] : []
  );
  if (found.length === 0) return null;
  return (
    <section class="card" aria-labelledby="set-aside-title">
      <header>
        <h2 id="set-aside-title">Training rows set aside</h2>
        <p>
          Each detector left out the rows that looked most anomalous to one trained on the other
          half of the data. An attack that makes up much of the training data looks usual and is not
          among them.
        </p>
      </header>
      <div class="stack">
        {found.map(({ title, setAside }) => (
          <SetAsideRows key={title} title={title} setAside={setAside} />
        ))}
      </div>
    </section>
  );
}

function SetAsideRows({ title, setAside }: { title: string; setAside: SetAside }) {
  const { rows, of, rounds, hosts } = setAside;
  return (
    <div class="stack">
      <p>
        <strong>{title}</strong>: {formatCount(rows)} of {formatPlural(of, "row")} ({formatShare(
          of > 0 ? rows / of : 0,
        )}) in {formatPlural(rounds, "round")}
        {hosts && `, from ${formatPlural(hosts.total, "host")} (column “${hosts.column}”)`}.
      </p>
      {hosts && hosts.top.length > 0 && (
        <details>
          <summary>
            Hosts<span class="visually-hidden">{` of rows set aside by ${title}`}</span>
          </summary>
          <ScrollTable label={`Hosts of rows set aside by ${title}`} tall>
            <thead>
              <tr>
                <th scope="col">Host</th>
                <th scope="col" class="number">Set aside</th>
                <th scope="col" class="number">Records</th>
                <th scope="col" class="number">Share</th>
              </tr>
            </thead>
            <tbody>
              {hosts.top.map(({ host, setAside, records }) => (
                <tr key={host}>
                  <th scope="row" class="name-cell">{host}</th>
                  <td class="number">{formatCount(setAside)}</td>
                  <td class="number">{formatCount(records)}</td>
                  <td class="number">{formatShare(setAside / records)}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        </details>
      )}
    </div>
  );
}
