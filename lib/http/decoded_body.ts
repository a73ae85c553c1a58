import { leasedBody } from "./leases.ts";
import { ProblemError } from "./problem.ts";

/** Compressed bytes that are expanded at once: 4 MiB at most come of them. */
const SLICE = 4096;

type Bytes = ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * The body of a request, expanded where it is compressed with gzip. Little is held at a time, however
 * much a few bytes expand to.
 *
 * @throws {ProblemError} 415 for another compression
 */
export function decodedBody(request: Request): Bytes {
  const encoding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (encoding !== "identity" && encoding !== "gzip") {
    throw new ProblemError(415, "Only gzip compression is supported.", {
      headers: { "accept-encoding": "gzip" },
    });
  }
  const body = leasedBody(request) ?? new Blob().stream();
  if (encoding === "identity") return body;
  const slices = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      for (let at = 0; at < chunk.length; at += SLICE) {
        controller.enqueue(chunk.subarray(at, at + SLICE));
      }
    },
  });
  return body.pipeThrough(slices).pipeThrough(new DecompressionStream("gzip"));
}
