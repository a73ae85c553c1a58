/**
 * Reads what the models of a batch look at.
 *
 * @module
 */
import { join } from "node:path";
import type { CategoricalColumn, CategoryCodes, Frame } from "../../learning/features/frame.ts";
import type { LabelCount } from "../../resources/dataset.ts";
import { type BlockColumn, type FrameBlock, readFrameBlocks } from "../../tables/frame_blocks.ts";
import { type ModelGroup, sequenceColumn } from "./model_groups.ts";
import type { BatchSpecification } from "./specification.ts";

/** Rows that are read and scored at a time. */
const BLOCK_ROWS = 65_536;

/** Reads a dataset block by block, each column once whichever models look at it. */
export class DatasetReader {
  readonly #specification: BatchSpecification;
  readonly #columns: BlockColumn[] = [];
  /** Where each column of a feature is, by {@linkcode FeatureColumn.key}. */
  readonly #features = new Map<string, number>();
  readonly #labelAt: number;
  readonly #sequenceNames: string[];
  readonly #sequencesAt: number;

  /** @param labels that are told apart; `null`: none are read */
  constructor(
    groups: ModelGroup[],
    specification: BatchSpecification,
    labels: LabelCount[] | null,
  ) {
    this.#specification = specification;
    for (const column of groups.flatMap(featureColumns)) this.#addFeature(column);
    this.#labelAt = this.#columns.length;
    if (labels) {
      const known = labels.map(({ name }) => name);
      this.#columns.push({ type: "categorical", name: specification.labelColumn!, known });
    }
    const sources = groups.flatMap(({ models }) => models.map(({ source }) => source));
    this.#sequenceNames = [...new Set(sources.flatMap((each) => sequenceColumn(each) ?? []))];
    this.#sequencesAt = this.#columns.length;
    for (const name of this.#sequenceNames) this.#columns.push({ type: "text", name });
  }

  /** The blocks in the order of the dataset. */
  blocks(): AsyncIterable<FrameBlock> {
    const { parquet, staging, memoryBytes } = this.#specification;
    return readFrameBlocks(parquet, {
      columns: this.#columns,
      blockRows: BLOCK_ROWS,
      spillFolder: join(staging, "reading"),
      memoryBytes: memoryBytes / 2,
    });
  }

  /** The features of a group in a block. */
  frame(block: FrameBlock, group: ModelGroup): Frame {
    return {
      rows: block.rows,
      columns: featureColumns(group).map(({ feature, key }) => ({
        ...block.columns[this.#features.get(key)!],
        name: feature,
      })),
    };
  }

  /** The labels of a block, as indices into those that are told apart. */
  labels(block: FrameBlock): CategoryCodes {
    return (block.columns[this.#labelAt] as CategoricalColumn).codes;
  }

  /** The sequence of each row of a block, by the column that tells sequences apart. */
  sequences(block: FrameBlock, column: string): CategoryCodes {
    const index = this.#sequencesAt + this.#sequenceNames.indexOf(column);
    return (block.columns[index] as CategoricalColumn).codes;
  }

  #addFeature({ key, name, type, notation, factor, categories }: FeatureColumn): void {
    const index = this.#features.get(key) ?? this.#columns.length;
    const before = this.#columns[index];
    this.#features.set(key, index);
    this.#columns[index] = type === "numeric" ? { type, name, notation, factor } : {
      type,
      name,
      spellings: true,
      known: [
        ...new Set([...(before?.type === "categorical" ? before.known : []), ...categories]),
      ],
    };
  }
}

/** A feature and the column that it is read from. */
interface FeatureColumn {
  feature: string;
  /** The same for features that read the same. */
  key: string;
  /** Of the column. */
  name: string;
  type: "numeric" | "categorical";
  notation?: Extract<BlockColumn, { type: "numeric" }>["notation"];
  /** What its numbers are multiplied by. */
  factor?: number;
  categories: string[];
}

function featureColumns({ pipeline, columns, factors }: ModelGroup): FeatureColumn[] {
  return pipeline.inputs().map((input) => {
    const name = columns.get(input.name) ?? input.name;
    const { type, notation } = input;
    const factor = factors.get(input.name);
    return {
      feature: input.name,
      key: JSON.stringify([type, name, type === "numeric" ? [notation, factor] : null]),
      name,
      type,
      notation,
      factor,
      categories: input.type === "categorical" ? input.categories : [],
    };
  });
}
