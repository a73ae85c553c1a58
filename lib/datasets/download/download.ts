/**
 * Fetches a public dataset from its source.
 *
 * @module
 */
import { formatPlural } from "../../base/format.ts";
import { TransferRate } from "../../base/pace/transfer_rate.ts";
import { storageFaultOf } from "../../base/storage_fault.ts";
import type { DatasetProgress } from "../../resources/dataset.ts";
import { DatasetError } from "../../base/dataset_error.ts";
import { verifyChecksum } from "./checksum.ts";
import { fetchAllowed } from "./fetch_allowed.ts";
import type { PublicSource } from "./sources.ts";

/** How to download. */
export interface DownloadOptions {
  /** How long to wait for an answer, and for the next bytes of it. */
  timeoutMs: number;
  /** How long to wait before a broken download is taken up again. */
  retryMs?: number;
  /** Largest content of a compressed file. */
  maxContentBytes: number;
  onProgress?: (progress: DatasetProgress) => void;
  signal?: AbortSignal;
}

/** How often a download that breaks is taken up again. */
const MAX_RETRIES = 3;
const RETRY_MS = 1000;

/** A file whose size is known by rule of thumb may be so many times larger. */
const SIZE_TOLERANCE = 2;

const REPORT_MS = 200;

/** The connection broke or fell silent: what came so far may be gone on with. */
class Broken extends Error {}

/** How far a download has come. */
interface Position {
  file: Deno.FsFile;
  bytes: number;
  /** ETag or date of the version that the bytes are of; `null` where they cannot be gone on with. */
  version: string | null;
}

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
    if (storageFaultOf(error)) throw error;
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
      if (!(error instanceof Broken)) throw error;
      if (retry === MAX_RETRIES || position.bytes === 0) {
        throw new DatasetError(`${error.message} ${byHand(source)}`);
      }
    }
    await new Promise((resolve) => setTimeout(resolve, options.retryMs ?? RETRY_MS));
    options.signal?.throwIfAborted();
  }
}

function byHand({ url }: PublicSource): string {
  return `Download the file in a browser and upload it: ${url}`;
}

/** Receives the file from where the download stands to its end. */
async function receiveOnce(
  source: PublicSource,
  position: Position,
  options: DownloadOptions,
): Promise<void> {
  const silence = new SilenceGuard(options);
  try {
    const response = await request(source, position, silence.signal);
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
      throw new Broken(`No data came for ${formatPlural(seconds, "second")}.`);
    }
    if (!(error instanceof TypeError)) throw error;
    throw position.bytes === 0
      ? new Broken("The address cannot be reached from this machine.")
      : brokenOff(position.bytes, source.size.bytes);
  } finally {
    silence.stop();
  }
}

function brokenOff(bytes: number, total: number): Broken {
  return new Broken(`The download was interrupted after ${bytes} of ${total} bytes.`);
}

async function request(
  source: PublicSource,
  { bytes, version }: Position,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetchAllowed(source.url, source.hosts, {
    signal,
    headers: {
      "accept-encoding": "identity", // the file as it lies there is what the checksum is of
      ...(bytes > 0 && version !== null ? { "range": `bytes=${bytes}-`, "if-range": version } : {}),
    },
  });
  const { status, headers } = response;
  let fault: Error | null = null;
  if (status >= 500 || status === 429) {
    fault = new Broken(`The source answers with status ${status}; it may be overloaded.`);
  } else if (status !== 200 && status !== 206) {
    fault = new DatasetError(`The source answers with status ${status}. ${byHand(source)}`);
  } else if (/^(text\/html|application\/xhtml)/i.test(headers.get("content-type") ?? "")) {
    fault = new DatasetError(
      `A web page came in the place of the file; a network may ask to log in first. ${
        byHand(source)
      }`,
    );
  }
  if (fault) {
    await response.body?.cancel();
    throw fault;
  }
  return response;
}

/** Sets the file to where the answer starts: where the download stands, or at the beginning. */
async function goTo(position: Position, { status, headers }: Response): Promise<void> {
  const start = /^bytes (\d+)-/.exec(headers.get("content-range") ?? "")?.[1];
  if (status === 206 && Number(start) !== position.bytes) {
    throw new DatasetError("The source answered with another part of the file than asked for.");
  }
  if (status === 206) return;
  await position.file.truncate(0);
  await position.file.seek(0, Deno.SeekMode.Start);
  position.bytes = 0;
  const etag = headers.get("etag");
  position.version = etag !== null && !etag.startsWith("W/") ? etag : headers.get("last-modified");
}

/**
 * The size of the whole file, as far as it is known.
 *
 * @throws {DatasetError} when the source offers another
 */
function checkSize(
  source: PublicSource,
  { headers }: Response,
  start: number,
  limit: number,
): number | null {
  const length = headers.get("content-length");
  const total = length === null ? null : start + Number(length);
  const { bytes, isExact } = source.size;
  if (total !== null && (total > limit || isExact && total !== bytes)) {
    throw new DatasetError(
      `The source offers ${total} bytes, but the file has ${isExact ? "" : "about "}${bytes}. ${
        byHand(source)
      }`,
    );
  }
  return total ?? (isExact ? bytes : null);
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

/** Ends a request when nothing is heard for too long. */
class SilenceGuard {
  readonly #timeoutMs: number;
  readonly #controller = new AbortController();
  readonly #own?: AbortSignal;
  #timer: ReturnType<typeof setTimeout>;
  isBroken = false;

  constructor({ timeoutMs, signal }: DownloadOptions) {
    this.#timeoutMs = timeoutMs;
    this.#own = signal;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    const { signal } = this.#controller;
    return this.#own ? AbortSignal.any([signal, this.#own]) : signal;
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#controller.abort();
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => {
      this.isBroken = true;
      this.#controller.abort();
    }, this.#timeoutMs);
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length;) done += await file.write(bytes.subarray(done));
}
