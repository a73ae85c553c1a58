/**
 * From the test rows of a run to points of a plane.
 *
 * @module
 */
import { readFrame } from "../../tables/frame/read_frame.ts";
import type { FrameColumn } from "../../learning/features/frame.ts";
import { FeaturePipeline } from "../../learning/features/pipeline.ts";
import { JobError } from "../../jobs/child.ts";
import { readBundle } from "../../models/bundle.ts";
import { principalComponents } from "../../learning/projection/principal_components.ts";
import { effectivePerplexity, MIN_TSNE_ROWS, tsne } from "../../learning/projection/tsne.ts";
import { readTestRows } from "../../training/rows/test_rows.ts";
import { rowHashes } from "./row_hashes.ts";
import { sampleRows } from "./sample_rows.ts";
import { shortest } from "./shortest.ts";
import type { ProjectedColumn, ProjectedRows, ProjectionRequest } from "./types.ts";

/** What t-SNE sees of rows with more columns: their directions of most variance. */
const TSNE_COLUMNS = 50;

/** Share of the work before t-SNE. */
const PREPARATION = 0.1;

/** What to project. */
export interface ProjectionSpecification {
  request: ProjectionRequest;
  /** The test dataset. */
  parquet: string;
  /** Folder of the run. */
  run: string;
  /** Folder of the model whose columns are projected. */
  model: string;
  /** Memory that DuckDB may use, in bytes. */
  memoryBytes: number;
}

/**
 * Draws rows and projects them, in the columns that a model of the run sees.
 *
 * @param report gets the phase and the share done
 * @throws {JobError} for too few rows
 */
export async function project(
  { request, parquet, run, model, memoryBytes }: ProjectionSpecification,
  report: (phase: string, fraction: number) => void,
): Promise<ProjectedRows> {
  report("Reading records", 0);
  const pipeline = FeaturePipeline.fromJSON((await readBundle(model)).pipeline);
  const features = pipeline.inputs().map(({ name, type }) => ({ name, type }));
  const testRows = await readTestRows(run);
  const hashes = await rowHashes(parquet, features, memoryBytes);
  const sampled = sampleRows(testRows, (row) => hashes[row], request);
  if (sampled.positions.length < MIN_TSNE_ROWS) {
    throw new JobError(
      `The test data has only ${sampled.positions.length} different records; ` +
        `at least ${MIN_TSNE_ROWS} are needed.`,
    );
  }
  report("Reading records", PREPARATION / 2);
  const rowNumbers = sampled.positions.map((position) => testRows.rowNumbers[position]);
  const { frame } = await readFrame(parquet, { columns: features, rowNumbers, memoryBytes });
  const placed = await place(pipeline.transform(frame), request, report);
  const { labels } = testRows;
  return {
    ...placed,
    positions: [...sampled.positions],
    rows: Array.from(rowNumbers, (row) => row + 1),
    copies: [...sampled.copies],
    labels: labels && {
      codes: Array.from(sampled.positions, (position) => labels.codes[position]),
      names: labels.names,
    },
    columns: frame.columns.map(projectedColumn),
    testRows: testRows.rowNumbers.length,
    distinctRows: sampled.distinctRows,
  };
}

async function place(
  matrix: { data: Float32Array; rows: number; cols: number },
  { method, seed, perplexity }: ProjectionRequest,
  report: (phase: string, fraction: number) => void,
): Promise<Pick<ProjectedRows, "x" | "y" | "variance" | "perplexity">> {
  report("Finding principal components", PREPARATION * 0.7);
  const { scores, shares } = await principalComponents(matrix, TSNE_COLUMNS);
  const axis = (index: number) =>
    Float64Array.from(
      { length: scores.rows },
      (_, row) => index < scores.cols ? scores.data[row * scores.cols + index] : 0,
    );
  const [first, second] = [axis(0), axis(1)];
  if (method === "pca") {
    return { x: rounded(first), y: rounded(second), variance: [shares[0], shares[1] ?? 0] };
  }
  const start = Float64Array.from(
    { length: 2 * scores.rows },
    (_, i) => (i % 2 === 0 ? first : second)[i >> 1],
  );
  const points = await tsne(scores, start, {
    perplexity: perplexity!,
    seed,
    onProgress: (fraction) =>
      report("Arranging records", PREPARATION + (1 - PREPARATION) * fraction),
  });
  return {
    x: rounded(points.filter((_, i) => i % 2 === 0)),
    y: rounded(points.filter((_, i) => i % 2 === 1)),
    perplexity: effectivePerplexity(perplexity!, scores.rows),
  };
}

/** More digits are not seen. */
function rounded(values: Float64Array): number[] {
  return Array.from(values, (value) => Number(value.toPrecision(6)));
}

function projectedColumn(column: FrameColumn): ProjectedColumn {
  if (column.type === "numeric") {
    const { name, type, values } = column;
    const shown = Array.from(values, (value) => Number.isNaN(value) ? null : shortest(value));
    return { name, type, values: shown };
  }
  const used = [...new Set(column.codes)].filter((code) => code >= 0).sort((a, b) => a - b);
  const places = new Map(used.map((code, place) => [code, place]));
  return {
    name: column.name,
    type: column.type,
    categories: used.map((code) => column.categories[code]),
    codes: Array.from(column.codes, (code) => places.get(code) ?? null),
  };
}
