import { runResultSchema } from "../../resources/run_result.ts";
import type { CatalogueDatabase } from "../catalogue_database.ts";
import type { RowChecker } from "../damaged_row.ts";
import type { ModelRow, RunRow, SqlRow } from "../rows.ts";
import { StoredTable } from "./stored_table.ts";

/** What is asked of the runs that models are of. */
export interface RunsOfModels {
  get(id: string): RunRow | null;
  /** Runs that are kept and not written yet. */
  pending(): IteratorObject<RunRow>;
}

/** The models of all runs; they are written and deleted with their run. */
export class ModelTable {
  readonly #database: CatalogueDatabase;
  readonly #runs: RunsOfModels;
  readonly #stored: StoredTable<ModelRow>;
  /** Asked for with every prediction. */
  readonly #runOf = new Map<string, string>();

  constructor(database: CatalogueDatabase, runs: RunsOfModels) {
    this.#database = database;
    this.#runs = runs;
    this.#stored = new StoredTable(database, {
      table: "models",
      order: "created_at DESC, rowid",
      toRow: toModel,
      // Its run has it too.
      toDamaged: ({ id, run }) => {
        const found = runs.get(run as string);
        return found && (modelsOf(found).find((model) => model.id === id) ?? null);
      },
    });
  }

  /** All models, newest first. */
  list(): ModelRow[] {
    return [...this.#pending(), ...this.#stored.list()];
  }

  /** One model. */
  get(id: string): ModelRow | null {
    return this.#stored.get(id) ?? this.#pending().find((model) => model.id === id) ?? null;
  }

  /** The id of the run that a model is of, or `null` where there is no such model. */
  runOf(id: string): string | null {
    let run = this.#runOf.get(id);
    if (run === undefined) {
      const row = this.#database.get("SELECT run FROM models WHERE id = ?", id);
      run = (row?.run as string | undefined) ?? this.get(id)?.run;
      if (run !== undefined) this.#runOf.set(id, run);
    }
    return run ?? null;
  }

  /** Writes the models that a run has made, whether they are new or not. */
  write(run: RunRow): void {
    for (const { id, run: runId, createdAt, result } of modelsOf(run)) {
      this.#stored.forget(id);
      this.#stored.willWrite(id);
      this.#database.run(
        "INSERT OR REPLACE INTO models (id, run, created_at, result) VALUES (?, ?, ?, ?)",
        id,
        runId,
        createdAt,
        JSON.stringify(result),
      );
    }
  }

  /** Some of them were deleted, with their run. */
  forgetAll(): void {
    this.#stored.forgetAll();
    this.#runOf.clear();
  }

  /** The models of runs that have ended and are not written yet. */
  #pending(): ModelRow[] {
    return [...this.#runs.pending()].flatMap(modelsOf).filter(({ id }) =>
      !this.#database.get("SELECT id FROM models WHERE id = ?", id)
    );
  }
}

function toModel(row: SqlRow, checker: RowChecker): ModelRow {
  const id = row.id as string;
  const read: ModelRow = {
    id,
    run: row.run as string,
    createdAt: row.created_at as string,
    result: checker.parse(id, "result", row.result, runResultSchema),
  };
  checker.trust(id);
  return read;
}

function modelsOf({ id, results, createdAt, finishedAt }: RunRow): ModelRow[] {
  return results.map((result) => ({
    id: result.model,
    run: id,
    createdAt: finishedAt ?? createdAt,
    result,
  }));
}
