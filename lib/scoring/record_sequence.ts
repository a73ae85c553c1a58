/**
 * Records of one sequence that come a few at a time.
 *
 * @module
 */
import { RecordContext } from "../learning/context/record_context.ts";
import type { FeaturePipeline } from "../learning/features/pipeline.ts";
import { RecordError } from "../learning/features/record_error.ts";
import type { InputRecord } from "../learning/features/input.ts";
import type { Judge } from "../learning/thresholds/judge.ts";
import type { LoadedModel } from "../models/bundle.ts";
import { CarriedRows } from "./core/carried_rows.ts";
import { sequenceJudge } from "./core/judges.ts";
import { type BlockVerdicts, scoreBlock } from "./core/score_block.ts";
import { readRecords } from "./read_records.ts";
import { StreamWarnings } from "./stream/stream_warnings.ts";

/** What a model says about those records that it can take. */
export interface SequenceVerdicts extends BlockVerdicts {
  /** Indices of these records, ascending. */
  taken: Uint32Array;
  /** What a reader should know about all records so far. */
  warnings: readonly string[];
}

/** Scores the records of one sequence as they come; those that the model cannot take are left out. */
export class RecordSequence {
  #context: RecordContext | null = null;
  #rows: CarriedRows | null = null;
  #warnings: StreamWarnings | null = null;
  #judge: Judge | null = null;
  #judgedBy: LoadedModel["bundle"]["result"]["threshold"] | null = null;

  /**
   * Scores the next records, oldest first.
   *
   * @param model the same each time; where its threshold was changed, the new one starts
   */
  async score(model: LoadedModel, given: InputRecord[]): Promise<SequenceVerdicts> {
    const { pipeline, detector } = model;
    const records = this.#complete(pipeline, given);
    const rows = this.#rows ??= new CarriedRows(pipeline.names, detector.context ?? 0);
    const room = rows.room(records.length);
    const taken: number[] = [];
    for (const [index, record] of records.entries()) {
      try {
        room.set(pipeline.transformRecord(record), taken.length * pipeline.names.length);
        taken.push(index);
      } catch (error) {
        if (!(error instanceof RecordError)) throw error;
      }
    }
    const verdicts = await scoreBlock(model, rows.block(taken.length), this.#judgeOf(model));
    rows.carry(taken.length);
    const warnings = this.#warnings ??= new StreamWarnings(pipeline);
    warnings.add(readRecords(pipeline, taken.map((index) => records[index])), verdicts.flags);
    return { ...verdicts, taken: Uint32Array.from(taken), warnings: warnings.told };
  }

  #complete({ context }: FeaturePipeline, records: InputRecord[]): InputRecord[] {
    if (!context) return records;
    const past = this.#context ??= new RecordContext(context);
    return records.map((record) => past.complete(record));
  }

  #judgeOf(model: LoadedModel): Judge {
    const { threshold } = model.bundle.result;
    if (!this.#judge || JSON.stringify(threshold) !== JSON.stringify(this.#judgedBy)) {
      this.#judge = sequenceJudge(model);
      this.#judgedBy = threshold;
    }
    return this.#judge;
  }
}
