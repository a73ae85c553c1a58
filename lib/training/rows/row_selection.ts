import { randomOrder } from "../../datasets/derive/random_order.ts";
import { timeMilliseconds } from "../../datasets/derive/time_order.ts";
import { openDatabase } from "../../tables/duckdb.ts";
import type { RowSelection } from "../../tables/frame/frame_request.ts";
import type { RunSpecification } from "../request/specification.ts";

/**
 * The rows of the training data that a run asks for: of a period, and at most so many.
 *
 * @returns `undefined` where all take part
 */
export async function rowSelection(
  { request, train, memoryBytes }: RunSpecification,
): Promise<RowSelection | undefined> {
  const { period, mostRows, seed } = request;
  const isSampled = mostRows !== undefined && mostRows < train.profile.rows;
  if (!period && !isSampled) return undefined;
  const conditions: string[] = [];
  if (period) {
    const spillFolder = `${train.parquet}.${crypto.randomUUID()}`;
    using database = await openDatabase({ spillFolder, memoryBytes });
    const time = await timeMilliseconds(database, train.parquet, period.column);
    if (period.from !== undefined) conditions.push(`${time} >= ${Date.parse(period.from)}`);
    if (period.to !== undefined) conditions.push(`${time} < ${Date.parse(period.to)}`);
  }
  return {
    ...(conditions.length > 0 && { condition: conditions.join(" AND ") }),
    ...(isSampled && {
      sample: { rows: mostRows, order: randomOrder(seed, "file_row_number") },
    }),
  };
}
