/**
 * Snapshots of live analyses: a mark, a version and the state as V8 writes it.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { deserialize, serialize } from "node:v8";

const MARK = "netsift-behaviour";
/** Grows when what checks or days keep changes its form. */
export const SNAPSHOT_VERSION = 2;

/** Says why a snapshot cannot be taken up. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
}

/** Writes a state down. */
export function writeSnapshot(state: unknown): Uint8Array {
  return serialize({ mark: MARK, version: SNAPSHOT_VERSION, state });
}

/**
 * Reads a state that {@linkcode writeSnapshot} wrote.
 *
 * @throws {SnapshotError} when the bytes are none, or of another version
 */
export function readSnapshot(bytes: Uint8Array): unknown {
  let read: { mark?: unknown; version?: unknown; state?: unknown } | null;
  try {
    read = deserialize(Buffer.from(bytes));
  } catch {
    read = null;
  }
  if (read?.mark !== MARK) throw new SnapshotError("The bytes are no snapshot of an analysis.");
  if (read.version !== SNAPSHOT_VERSION) {
    throw new SnapshotError(
      `The snapshot has version ${read.version}; this Netsift reads version ${SNAPSHOT_VERSION}.`,
    );
  }
  return read.state;
}
