import type { DatasetSummary } from "../../resources/dataset.ts";
import type { Netsift } from "../../netsift.ts";
import { publish } from "../../store/durable.ts";
import { newId } from "../../store/ids.ts";
import { receiveUpload, uploadName } from "../receive_upload.ts";
import { uploadSettings } from "./upload_settings.ts";

/** What it takes to receive a dataset. */
type Receiver = Pick<Netsift, "config" | "datasets" | "folder">;

/**
 * Takes an uploaded file as a new dataset. What is wrong with the query is told before the file is
 * read.
 *
 * @param request with the file as its body or in a form
 * @param query may have the fields that a form may have; those of the form take precedence
 * @throws {ProblemError} as {@linkcode receiveUpload} does, and 422 with the field that is wrong
 */
export async function receiveDataset(
  { config, datasets, folder }: Receiver,
  request: Request,
  query: URLSearchParams,
): Promise<DatasetSummary> {
  const given = { ...Object.fromEntries(query), name: uploadName(query) ?? "" };
  uploadSettings(given);
  const id = newId("ds");
  const partial = folder.upload(id, true);
  const { bytes, ...received } = await receiveUpload(request, partial, config.maxUploadBytes);
  try {
    const { name, format, reading } = uploadSettings({
      ...given,
      ...present(received),
      name: received.name || given.name,
    });
    await publish(partial, folder.upload(id));
    return datasets.add(id, name, bytes, format, reading);
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
