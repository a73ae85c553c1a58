import { formatPlural } from "../../lib/base/format.ts";
import { type TrainColumn, whyOff } from "../../lib/web/training/train_dataset.ts";
import { TermLine } from "../Term.tsx";

/** Columns that are no features unless picked, with the reasons. */
export function OffColumns({ columns }: { columns: TrainColumn[] }) {
  return (
    <details>
      <summary>{formatPlural(columns.length, "column is", "columns are")} off by default</summary>
      <TermLine names={["Leaking column"]} />
      <div
        class="off-columns"
        role="region"
        aria-label="Columns that are off by default"
        tabIndex={0}
      >
        <dl>
          {columns.map((column) => (
            <div key={column.name}>
              <dt>{column.name}</dt>
              <dd>{whyOff(column)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
