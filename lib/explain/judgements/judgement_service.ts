import type { Config } from "../../base/config.ts";
import type { DatasetService } from "../../datasets/dataset_service.ts";
import { findingColumns } from "../../datasets/columns/finding_columns.ts";
import { type JudgedVerdict, type Judgement, judgementSchema } from "../../resources/judgement.ts";
import type { ModelSummary } from "../../resources/model.ts";
import type { Catalogue } from "../../store/catalogue.ts";
import type { DataFolder } from "../../store/data_folder.ts";
import { StoredList } from "../../store/stored_list.ts";
import { recordTimes } from "../findings/readable_time.ts";
import { explainRecords } from "../reasons/record_reasons.ts";
import type { JudgingModels } from "../models.ts";
import { attackShare } from "./attack_share.ts";
import type { DrawnRecords } from "./draw_flagged.ts";
import type { AttackShare, Judgements } from "./types.ts";

/** Records to judge: as many as a person has patience for. */
const MOST_RECORDS = 20;

/** Lets people judge flagged records, and estimates from that how many of all are attacks. */
export class JudgementService {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #datasets: DatasetService;
  readonly #models: JudgingModels;
  readonly #config: Config;
  readonly #judgements: StoredList<Judgement>;

  constructor(
    catalogue: Catalogue,
    folder: DataFolder,
    datasets: DatasetService,
    models: JudgingModels,
    config: Config,
  ) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#datasets = datasets;
    this.#models = models;
    this.#config = config;
    this.#judgements = new StoredList(catalogue, "judgement", judgementSchema);
  }

  /**
   * Flagged records of a model, drawn at random, with the verdicts so far.
   *
   * @returns `null` where the test dataset is not on this server
   */
  async of(model: ModelSummary): Promise<Judgements | null> {
    const request = this.#catalogue.runs.get(model.run)?.request;
    const dataset = request && this.#datasets.get(request.test ?? request.train);
    if (!dataset?.profile || dataset.status !== "ready") return null;
    const drawn = await this.#draw(model);
    const { time, identity } = findingColumns(dataset.profile.columns);
    const columns = identity.filter((name) => name !== time);
    const parquet = this.#folder.parquet(dataset.id);
    const numbers = drawn.records.map(({ row }) => row - 1);
    const memoryBytes = this.#config.duckdbMemoryBytes;
    const explained = await explainRecords(this.#models, model.id, parquet, numbers, memoryBytes);
    const spillFolder = this.#folder.staging(crypto.randomUUID());
    const known = time === null
      ? null
      : await recordTimes(parquet, time, numbers, { spillFolder, memoryBytes });
    return {
      flagged: drawn.flagged,
      time: known && { column: time!, elapsed: known.elapsed },
      columns,
      records: drawn.records.map(({ row, score }, index) => ({
        row,
        score,
        time: known?.times.get(row - 1) ?? null,
        identity: columns.map((name) => asCell(explained[index].record[name])),
        reasons: explained[index].reasons,
        verdict: this.#verdictOn(model.id, row),
      })),
      estimate: this.#estimate(model.id, drawn),
    };
  }

  /**
   * Keeps a verdict on a record that was drawn; `null` takes it back.
   *
   * @returns the estimate with it, or `null` where the record is not among those to judge
   */
  async judge(
    model: ModelSummary,
    row: number,
    verdict: JudgedVerdict | null,
  ): Promise<{ estimate: AttackShare | null } | null> {
    const drawn = await this.#draw(model);
    if (!drawn.records.some((record) => record.row === row)) return null;
    const { [String(row)]: _, ...others } = this.#judgements.get(model.id)?.verdicts ?? {};
    const verdicts = verdict === null ? others : { ...others, [String(row)]: verdict };
    this.#judgements.put({ id: model.id, verdicts });
    return { estimate: this.#estimate(model.id, drawn) };
  }

  /** Forgets the verdicts on records of a run that is deleted. */
  forget(models: string[]): void {
    for (const id of models) if (this.#judgements.get(id)) this.#judgements.delete(id);
  }

  async #draw({ id, seed }: ModelSummary): Promise<DrawnRecords> {
    return await this.#models.reviews.drawnRecords(id, MOST_RECORDS, seed);
  }

  #verdictOn(id: string, row: number): JudgedVerdict | null {
    return this.#judgements.get(id)?.verdicts[String(row)] ?? null;
  }

  #estimate(id: string, { flagged, records }: DrawnRecords): AttackShare | null {
    return attackShare(records.map(({ row }) => this.#verdictOn(id, row)), flagged);
  }
}

function asCell(value: unknown): string | number | null {
  return typeof value === "number" || typeof value === "string" ? value : null;
}
