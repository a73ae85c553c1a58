/**
 * Streams of records over HTTP.
 *
 * @module
 */
import { z } from "zod";
import type { Netsift } from "../../netsift.ts";
import { HeaderError } from "../../scoring/stream/readers/header_error.ts";
import { StreamError } from "../../scoring/stream/stream_error.ts";
import { EXPLAIN_CHOICES, STREAM_FORMATS, type StreamOptions } from "../../scoring/stream/types.ts";
import { decodedBody } from "../../http/decoded_body.ts";
import { ProblemError, storageProblem } from "../../http/problem.ts";
import { parseQuery, wholeNumber } from "../../http/query.ts";
import { withoutPaths } from "../../base/without_paths.ts";

const EXPLAIN = { true: "all", false: "none" } as const;

/** The query of addresses that take streams. */
export const streamQuerySchema = z.object({
  format: z.enum(STREAM_FORMATS, `Must be ${STREAM_FORMATS.join(" or ")}.`).optional(),
  explain: z.enum(["true", "false", ...EXPLAIN_CHOICES], "Must be true, false or anomalies.")
    .transform((given) => given === "true" || given === "false" ? EXPLAIN[given] : given)
    .default("none"),
  top: wholeNumber(1, 1_000_000).optional(),
});

/**
 * How a stream is to be read and answered, by the query of its address and its content type.
 *
 * @throws {ProblemError} 422 naming the parameter that is wrong
 */
export function streamOptions(url: URL, contentType = ""): Omit<StreamOptions, "maxLineBytes"> {
  const options = parseQuery(url, streamQuerySchema);
  return { ...options, format: options.format ?? formatOf(contentType) };
}

function formatOf(contentType: string): StreamOptions["format"] {
  const [type] = contentType.toLowerCase().split(";");
  if (/^(text|application)\/csv$/.test(type.trim())) return "csv";
  return /[/+](x-)?(nd-?json|jsonl|jsonlines)$/.test(type.trim()) ? "ndjson" : undefined;
}

/** JSON that a header can carry. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Scores the body of a request line by line and answers with the verdicts while it comes in.
 *
 * @throws {BusyError} when too many are open
 * @throws {ProblemError} 415 for an encoding that is not known, 422 for a CSV whose first line does not
 *   fit the model
 */
export async function answerStream(
  netsift: Netsift,
  model: string,
  request: Request,
): Promise<Response> {
  const { url, headers } = request;
  const options = streamOptions(new URL(url), headers.get("content-type") ?? "");
  const body = decodedBody(request);
  const stream = netsift.models.stream(model, options);
  const verdicts = body.pipeThrough(stream);
  try {
    // NDJSON has no header that may be wrong, and its sender may wait for the answer to begin.
    await (options.format === "ndjson" ? stream.opened : stream.started);
    return new Response(verdicts, {
      headers: {
        "content-type": "application/x-ndjson",
        // Compression would hold verdicts back.
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
        ...(stream.mapped.length > 0 && { "netsift-mapped": asciiJson(stream.mapped) }),
      },
    });
  } catch (error) {
    stream.fail(error as Error);
    if (error instanceof HeaderError) throw new ProblemError(422, error.message);
    if (error instanceof StreamError || error instanceof ProblemError) throw error;
    const storage = storageProblem(error);
    if (storage) throw storage;
    throw new ProblemError(
      400,
      `The stream was interrupted: ${withoutPaths((error as Error).message)}`,
    );
  }
}
