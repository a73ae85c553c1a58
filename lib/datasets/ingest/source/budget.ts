/**
 * What an upload may grow to when it is unpacked.
 *
 * @module
 */
import type { ResolvedLimits } from "../../limits.ts";
import { DatasetError } from "../../../base/dataset_error.ts";

const EXPANSION_CHECKED_FROM = 2 ** 30;

/** Counts the unpacked bytes of one pass over an upload, all members of an archive together. */
export class Budget {
  readonly #limits: ResolvedLimits;
  readonly #packedBytes: number | null;
  /** Bytes unpacked so far. */
  total = 0;
  /** Whether they are too many. */
  exceeded = false;

  /** @param packedBytes size of the packed upload; `null` where nothing is packed */
  constructor(limits: ResolvedLimits, packedBytes: number | null) {
    this.#limits = limits;
    this.#packedBytes = packedBytes;
  }

  /**
   * Takes the next bytes into account.
   *
   * @throws {DatasetError} when they are too many
   */
  spend(bytes: number): void {
    this.total += bytes;
    const { maxUncompressedBytes, maxExpansion } = this.#limits;
    if (this.total > maxUncompressedBytes) {
      this.exceeded = true;
      throw tooLarge(maxUncompressedBytes);
    }
    if (this.#packedBytes === null || this.total <= EXPANSION_CHECKED_FROM) return;
    if (this.total > this.#packedBytes * maxExpansion) {
      this.exceeded = true;
      throw new DatasetError(
        `The file unpacks to more than ${maxExpansion} times its size, which no table of records ` +
          `does. It was not read further.`,
      );
    }
  }
}

function tooLarge(size: number): DatasetError {
  const shown = size >= 2 ** 30
    ? `${(size / 2 ** 30).toFixed(1)} GiB`
    : `${(size / 2 ** 20).toFixed(1)} MiB`;
  return new DatasetError(
    `The file contains more than ${shown} of text, the limit of this server. Split it into smaller files.`,
  );
}
