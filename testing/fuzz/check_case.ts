/**
 * What must hold when a damaged file is ingested.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ingest } from "../../lib/datasets/ingest/ingest.ts";
import { DatasetError } from "../../lib/base/dataset_error.ts";

const LIMITS = { maxUncompressedBytes: 32 * 2 ** 20, memoryBytes: 256 * 2 ** 20 };
const PATIENCE_MS = 60_000;

/**
 * Ingests one file in its own folder below `root`.
 *
 * @returns whether it was read; a file that is refused with a message is as good
 * @throws {Error} when the ingest breaks down, takes more than a minute, or writes elsewhere
 */
export async function checkCase(bytes: Uint8Array, root: string): Promise<boolean> {
  const before = namesIn(root);
  const folder = join(root, "case");
  await Deno.mkdir(folder);
  const path = join(folder, "upload");
  await Deno.writeFile(path, bytes);
  let read = false;
  try {
    const { rows, columns } = await ingest(path, folder, {
      limits: LIMITS,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    assert.ok(rows > 0 && columns.length > 0);
    read = true;
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    assert.ok(error.message.length < 2_000, error.message);
  }
  assert.deepEqual(namesIn(folder), read ? ["data.parquet", "upload"] : ["upload"]);
  await Deno.remove(folder, { recursive: true });
  assert.deepEqual(namesIn(root), before);
  return read;
}

function namesIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
}
