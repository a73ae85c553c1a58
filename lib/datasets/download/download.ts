/**
 * Fetches a public dataset from its source.
 *
 * @module
 */
import { formatPlural } from "../../base/format.ts";
import { TransferRate } from "../../base/pace/transfer_rate.ts";
import type { DatasetProgress } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { verifyChecksum } from "./checksum.ts";
import {
  BrokenDownloadError,
  byHand,
  checkSize,
  goTo,
  type Position,
  requestFile,
} from "./request_file.ts";
import { SilenceGuard, type SilenceOptions } from "./silence_guard.ts";
import type { PublicSource } from "./sources.ts";

/** How to download. */
export interface DownloadOptions extends SilenceOptions {
  /** How long to wait before a broken download is taken up again. */
  retryMs?: number;
  /** Largest content of a compressed file. */
  maxContentBytes: number;
  onProgress?: (progress: DatasetProgress) => void;
}

/** How often a download that breaks is taken up again. */
const MAX_RETRIES = 3;
const RETRY_MS = 1000;

/** A file whose size is known by rule of thumb may be so many times larger. */
const SIZE_TOLERANCE = 2;

const REPORT_MS = 200;

/**
 * Downloads a file and verifies its checksum. A connection that breaks is taken up again where it
 * broke, where the server can do so.
 *
 * @param path file to write; removed again when anything fails
 * @throws {DatasetError} when it fails; the message is for the person who asked for it
 */
export async function download(
  source: PublicSource,
  path: string,
  options: DownloadOptions,
): Promise<void> {
  try {
    {
      using file = await Deno.open(path, { create: true, write: true, truncate: true });
      await receive(source, { file, bytes: 0, version: null }, options);
      await file.syncData();
    }
    options.onProgress?.({ phase: "Checking the download", fraction: 1 });
    await verifyChecksum(path, source.checksum, options.maxContentBytes);
  } catch (error) {
    await Deno.remove(path).catch(() => {});
    options.signal?.throwIfAborted();
    throw error;
  }
}

async function receive(
  source: PublicSource,
  position: Position,
  options: DownloadOptions,
): Promise<void> {
  for (let retry = 0;; retry++) {
    try {
      return await receiveOnce(source, position, options);
    } catch (error) {
      if (!(error instanceof BrokenDownloadError)) throw error;
      if (retry === MAX_RETRIES || position.bytes === 0) {
        throw new DatasetError(`${error.message} ${byHand(source)}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, options.retryMs ?? RETRY_MS));
    options.signal?.throwIfAborted();
  }
}

/** Receives the file from where the download has got to, to its end. */
async function receiveOnce(
  source: PublicSource,
  position: Position,
  options: DownloadOptions,
): Promise<void> {
  const silence = new SilenceGuard(options);
  try {
    const response = await requestFile(source, position, silence.signal);
    await goTo(position, response);
    const { bytes: size, isExact } = source.size;
    const limit = isExact ? size : size * SIZE_TOLERANCE;
    const total = checkSize(source, response, position.bytes, limit);
    const report = reporter(options, position.bytes, total ?? size);
    for await (const chunk of response.body ?? []) {
      silence.heard();
      if (position.bytes + chunk.byteLength > limit) {
        throw new DatasetError(
          `More came than the file has (${limit} bytes at most). ${byHand(source)}`,
        );
      }
      await writeAll(position.file, chunk);
      position.bytes += chunk.byteLength;
      report(position.bytes);
    }
    if (total !== null && position.bytes < total) throw brokenOff(position.bytes, total);
  } catch (error) {
    options.signal?.throwIfAborted();
    if (silence.isBroken) {
      const seconds = options.timeoutMs / 1000;
      throw new BrokenDownloadError(`No data came for ${formatPlural(seconds, "second")}.`);
    }
    if (!(error instanceof TypeError)) throw error;
    throw position.bytes === 0
      ? new BrokenDownloadError("The address cannot be reached from this machine.")
      : brokenOff(position.bytes, source.size.bytes);
  } finally {
    silence.stop();
  }
}

function brokenOff(bytes: number, total: number): BrokenDownloadError {
  return new BrokenDownloadError(`The download was interrupted after ${bytes} of ${total} bytes.`);
}

function reporter(
  { onProgress }: DownloadOptions,
  start: number,
  total: number,
): (bytes: number) => void {
  const rate = new TransferRate();
  rate.add(start, performance.now());
  let reported = -Infinity;
  return (bytes) => {
    const now = performance.now();
    if (!onProgress || now - reported < REPORT_MS) return;
    reported = now;
    rate.add(bytes, now);
    onProgress({
      phase: "Downloading",
      fraction: Math.min(1, bytes / total),
      etaSeconds: rate.secondsLeft(total),
      transfer: { bytes, total, bytesPerSecond: rate.bytesPerSecond() },
    });
  };
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}
