import { Term } from "../../components/Term.tsx";
import { Time } from "../../components/Time.tsx";
import { ApiButton } from "../../islands/ApiButton.tsx";
import { formatPlural } from "../../lib/base/format.ts";
import type { Silence } from "../../lib/resources/silence.ts";

/** What is silenced in a detection, why, and how to undo it. */
export function SilencedList({ silenced, path }: {
  /** Silences, and how many findings each keeps back. */
  silenced: { silence: Silence; findings: number }[];
  /** Of the page. */
  path: string;
}) {
  if (silenced.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="silenced-title">
      <h2 id="silenced-title">
        <Term name="Silence">Silenced</Term>
      </h2>
      <ul class="silenced">
        {silenced.map(({ silence: { id, host, reason, until }, findings }) => (
          <li key={id} class="row-between">
            <div>
              <strong>{host}</strong>, {formatPlural(findings, "finding")}: {reason}
              <p class="muted small">
                {until === null ? "Until undone" : (
                  <>
                    Until <Time at={until} />
                  </>
                )}
              </p>
            </div>
            <ApiButton label="Undo" small method="DELETE" path={`/silences/${id}`} next={path} />
          </li>
        ))}
      </ul>
    </section>
  );
}
