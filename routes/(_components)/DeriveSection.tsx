import { DeriveForm } from "../../islands/DeriveForm.tsx";
import { findConnectionColumns } from "../../lib/datasets/connections/find_columns.ts";
import type { DatasetProfile } from "../../lib/resources/dataset.ts";

/** Where other datasets are made of one. */
export function DeriveSection({ id, profile }: { id: string; profile: DatasetProfile }) {
  return (
    <section class="card" aria-labelledby="derive-title">
      <header>
        <h2 id="derive-title">Create a dataset from this one</h2>
      </header>
      <DeriveForm
        subject={{
          id,
          duplicates: profile.duplicates.rows,
          hasLabels: profile.labelColumn !== null,
          hasContext: findConnectionColumns(profile.columns).missing.length === 0,
          timeColumns: profile.columns
            .filter(({ role }) => role === "timestamp")
            .map(({ name }) => name),
        }}
      />
    </section>
  );
}
