import type { ScoredModel } from "../charts/scored_model.ts";
import { PLANTED_KINDS } from "../../lib/resources/choices.ts";
import { PLANTED_WORDS } from "../../lib/web/unlabelled/describe_planted.ts";
import { Bar } from "../Bar.tsx";
import { ScrollTable } from "../ScrollTable.tsx";

/** How many planted anomalies of each kind every model finds. */
export function PlantedTable({ models }: { models: ScoredModel[] }) {
  const found = models.map(({ result }) => result.unlabelled?.planted ?? []);
  const kinds = PLANTED_KINDS.filter((kind) =>
    found.some((planted) => planted.some((each) => each.kind === kind))
  );
  if (kinds.length === 0) return null;
  return (
    <section class="card" aria-labelledby="planted-title">
      <header>
        <h2 id="planted-title">Planted anomalies by kind</h2>
        <p>
          Made in copies of training records that no detector learned from. Kinds that cannot occur
          with these features are left out.
        </p>
      </header>
      <ScrollTable label="Planted anomalies by kind" pinned>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            {models.map(({ title, result }) => <th key={result.model} scope="col">{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row" class="name-cell">
                {PLANTED_WORDS[kind].title}
                <span class="under muted small">{PLANTED_WORDS[kind].about}</span>
              </th>
              {found.map((planted, index) => {
                const counts = planted.find((each) => each.kind === kind);
                return (
                  <td key={models[index].result.model}>
                    {counts
                      ? (
                        <span class="planted-cell">
                          <Bar share={counts.found / counts.planted} />
                          <span class="nowrap">{counts.found} of {counts.planted}</span>
                        </span>
                      )
                      : <span class="muted">not measured</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  );
}
