import { isDatasetFormat, nameOfFile } from "../../datasets/columns/names.ts";
import type { DatasetSummary } from "../../resources/dataset.ts";
import type { Netsift } from "../../netsift.ts";
import { publish } from "../../store/durable.ts";
import { newId } from "../../store/ids.ts";
import { invalidField } from "../../http/problem.ts";
import { captureReading } from "./capture_reading.ts";
import { receiveUpload, uploadName } from "../receive_upload.ts";

/** Longest name of a kind of records. */
const MAX_KIND_LENGTH = 100;

/**
 * Takes an uploaded file as a new dataset.
 *
 * @param request with the file as its body or in a form
 * @param query may have the fields that a form may have; those of the form take precedence
 * @throws {Problem} as {@linkcode receiveUpload} does, and 422 for a format that is not known
 */
export async function receiveDataset(
  { config, datasets, folder }: Netsift,
  request: Request,
  query: URLSearchParams,
): Promise<DatasetSummary> {
  const nameInQuery = uploadName(query);
  const id = newId("ds");
  const partial = folder.upload(id, true);
  const received = await receiveUpload(request, partial, config.maxUploadBytes);
  try {
    const format = received.format ?? query.get("format");
    if (format !== null && format !== "" && !isDatasetFormat(format)) {
      throw invalidField(["format"], `"${format.slice(0, 50)}" is not a known format.`);
    }
    const kind = received.kind ?? query.get("kind") ?? "";
    if (kind.length > MAX_KIND_LENGTH) {
      throw invalidField(["kind"], `A kind has ${MAX_KIND_LENGTH} characters at most.`);
    }
    const name = nameOfFile(received.name || nameInQuery || "");
    const capture = captureReading({ ...Object.fromEntries(query), ...present(received) });
    const reading = { ...(kind !== "" && { kind }), ...(capture && { capture }) };
    await publish(partial, folder.upload(id));
    return datasets.add(id, name, received.bytes, format || null, reading);
  } catch (error) {
    for (const path of [partial, folder.upload(id)]) await Deno.remove(path).catch(() => {});
    throw error;
  }
}

/** The fields that came with a value. */
function present(fields: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => typeof value === "string"),
  );
}
