/**
 * The scores that a model was judged by, kept beside it so that its threshold can change.
 *
 *     scores.f32         of the test rows, in their order, little-endian
 *     heldout.f32        of the held-out normal training rows; not there in models of older versions
 *
 * @module
 */
import { join } from "node:path";

/** The file of the scores of the test rows. */
export const SCORES_FILE = "scores.f32";
/** The file of the held-out scores. */
export const HELD_OUT_FILE = "heldout.f32";

/** Scores of a model. */
export interface ModelScores {
  test: Float32Array;
  /** `null` for models that were saved before Netsift kept them. */
  heldOut: Float32Array | null;
}

/** Writes the scores into the folder of a model. */
export async function writeScores(folder: string, { test, heldOut }: ModelScores): Promise<void> {
  await Deno.writeFile(join(folder, SCORES_FILE), bytesOf(test));
  if (heldOut) await Deno.writeFile(join(folder, HELD_OUT_FILE), bytesOf(heldOut));
}

/** Reads all scores of a model. */
export async function readScores(folder: string): Promise<ModelScores> {
  const test = new Float32Array((await Deno.readFile(join(folder, SCORES_FILE))).buffer);
  return { test, heldOut: await readHeldOut(folder) };
}

/** Reads the scores of the held-out rows; `null` where there are none. */
export async function readHeldOut(folder: string): Promise<Float32Array | null> {
  try {
    return new Float32Array((await Deno.readFile(join(folder, HELD_OUT_FILE))).buffer);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function bytesOf(scores: Float32Array): Uint8Array {
  return new Uint8Array(scores.buffer as ArrayBuffer, scores.byteOffset, scores.byteLength);
}
