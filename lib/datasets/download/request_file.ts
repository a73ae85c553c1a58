/**
 * Requests for a file, and what their answers promise.
 *
 * @module
 */
import { DatasetError } from "../../base/dataset_error.ts";
import { fetchAllowed } from "./fetch_allowed.ts";
import type { PublicSource } from "./sources.ts";

/** The connection broke or fell silent: what came so far may be gone on with. */
export class BrokenDownloadError extends Error {
  override name = "BrokenDownloadError";
}

/** How far a download has come. */
export interface Position {
  file: Deno.FsFile;
  /** That are there. */
  bytes: number;
  /** ETag or date of the version that the bytes are of; `null` where they cannot be gone on with. */
  version: string | null;
}

/**
 * Asks for the rest of the file, from where the download has got to.
 *
 * @throws {BrokenDownloadError} when it may be asked for again
 * @throws {DatasetError} when it may not
 */
export async function requestFile(
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
    fault = new BrokenDownloadError(
      `The source answers with status ${status}; it may be overloaded.`,
    );
  } else if (status !== 200 && status !== 206) {
    fault = new DatasetError(`The source answers with status ${status}. ${byHand(source)}`);
  } else if (/^(text\/html|application\/xhtml)/i.test(headers.get("content-type") ?? "")) {
    fault = new DatasetError(
      `A web page came instead of the file; a network may ask to log in first. ${byHand(source)}`,
    );
  }
  if (fault) {
    await response.body?.cancel();
    throw fault;
  }
  return response;
}

/** Sets the file to where the answer starts: where the download has got to, or at the beginning. */
export async function goTo(position: Position, { status, headers }: Response): Promise<void> {
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
export function checkSize(
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

/** What a person can do instead. */
export function byHand({ url }: PublicSource): string {
  return `Download the file in a browser and upload it: ${url}`;
}
