/**
 * The thread that reads large requests to predict.
 *
 * @module
 */
/// <reference lib="deno.worker" />
import type { RecordsToScore } from "../../models/record_parts.ts";
import { parsePredictRequest } from "./predict_request.ts";
import type { PredictReaderAnswer, PredictReaderRequest } from "./predict_reader_protocol.ts";
import { ProblemError } from "../../http/problem.ts";

self.onmessage = ({ data }: MessageEvent<PredictReaderRequest>) => {
  self.postMessage(read(data));
};

function read({ id, bytes, most }: PredictReaderRequest): PredictReaderAnswer {
  try {
    return { id, type: "records", records: inParts(parsePredictRequest(bytes, most)) };
  } catch (error) {
    if (error instanceof ProblemError) {
      const { status, message, errors } = error;
      return { id, type: "problem", status, detail: message, errors };
    }
    return { id, type: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** A large record is passed on as text, which takes the server's thread less time. */
function inParts({ isSequence, single, parts }: RecordsToScore): RecordsToScore {
  if (!single) return { isSequence, single, parts };
  return { isSequence, single: null, parts: [{ first: 0, json: JSON.stringify([single]) }] };
}
