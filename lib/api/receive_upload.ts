/**
 * Uploads: bytes go from the request to the disk, chunk by chunk.
 *
 * @module
 */
import { Busboy } from "@fastify/busboy";
import { Readable } from "node:stream";
import { leasedBody } from "../http/leases.ts";
import { BufferedFile } from "./buffered_file.ts";
import { invalidField, ProblemError, storageProblem } from "../http/problem.ts";
import { withoutPaths } from "../base/without_paths.ts";

const NO_FIELDS = { name: null, format: null, kind: null };
const CAPTURE_FIELDS = [
  "idleTimeout",
  "activeTimeout",
  "deduplicate",
  "innerFlows",
  "pairingWindow",
] as const;
const FIELDS: readonly string[] = [...Object.keys(NO_FIELDS), ...CAPTURE_FIELDS];

/** What came with an upload beside its bytes. */
export type UploadFields =
  & Record<keyof typeof NO_FIELDS, string | null>
  & Partial<Record<typeof CAPTURE_FIELDS[number], string>>;

/** What was received. */
export interface ReceivedUpload extends UploadFields {
  bytes: number;
}

/**
 * Writes the file of a request to the disk: the whole body, or the part `file` of a multipart form.
 *
 * @param request its body is read to the end
 * @param path file to write; it is removed again when anything fails
 * @param maxBytes largest file
 * @throws {ProblemError} 400 for a broken form or connection, 413 for too much, 422 for a form without a
 *   file, 507 or 503 when it cannot be written
 */
export async function receiveUpload(
  request: Request,
  path: string,
  maxBytes: number,
): Promise<ReceivedUpload> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes + FORM_OVERHEAD) {
    throw tooLarge(maxBytes);
  }
  try {
    using file = await Deno.open(path, { createNew: true, write: true });
    const buffered = new BufferedFile(file);
    const received = isForm(request)
      ? await receiveForm(request, buffered, maxBytes)
      : await receiveBody(request, buffered, maxBytes);
    await buffered.flush();
    return received;
  } catch (error) {
    await Deno.remove(path).catch(() => {});
    throw asProblem(error);
  }
}

/** Characters of a text beside the file; in a form, bytes, and what is more is cut off. */
export const LONGEST_FIELD = 1000;

/**
 * The name that the address of an upload gives.
 *
 * @throws {ProblemError} 422 for one that is too long
 */
export function uploadName(query: URLSearchParams): string | null {
  const name = query.get("name");
  if (name === null || name.length <= LONGEST_FIELD) return name;
  throw invalidField(["name"], `A name can have at most ${LONGEST_FIELD} characters.`);
}

/** Room for the boundaries and fields of a form around a file of the largest size. */
const FORM_OVERHEAD = 64 * 1024;

function isForm(request: Request): boolean {
  return request.headers.get("content-type")?.toLowerCase().startsWith("multipart/") ?? false;
}

async function receiveBody(
  request: Request,
  file: BufferedFile,
  maxBytes: number,
): Promise<ReceivedUpload> {
  let bytes = 0;
  for await (const chunk of leasedBody(request) ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw tooLarge(maxBytes);
    await file.write(chunk);
  }
  checkComplete(request, bytes);
  return { ...NO_FIELDS, bytes };
}

/** A connection that breaks may look like the end of the body. */
function checkComplete(request: Request, bytes: number): void {
  const announced = request.headers.get("content-length");
  if (announced !== null && Number(announced) !== bytes) {
    throw new ProblemError(400, `The upload was interrupted after ${bytes} of ${announced} bytes.`);
  }
}

async function receiveForm(
  request: Request,
  file: BufferedFile,
  maxBytes: number,
): Promise<ReceivedUpload> {
  const type = request.headers.get("content-type")!;
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) {
    throw new ProblemError(400, "A form must be multipart/form-data with a boundary.");
  }
  const body = leasedBody(request);
  if (!body) throw new ProblemError(400, "The form is empty.");
  const fields: UploadFields = { ...NO_FIELDS };
  let fileName: string | null = null;
  let bytes = 0;
  let writing: Promise<void> | null = null;
  const form = new Busboy({
    headers: { "content-type": type },
    limits: { files: 2, fields: 10, fieldSize: LONGEST_FIELD, parts: 12, fileSize: maxBytes + 1 },
  });
  const parsed = new Promise<void>((resolve, reject) => {
    form.on("field", (name, value) => {
      if (FIELDS.includes(name)) fields[name as keyof UploadFields] = value;
    });
    form.on("file", (part, stream, name) => {
      if (part !== "file" || writing) {
        stream.resume();
        reject(
          writing
            ? invalidField([part], "Send one file per request.")
            : invalidField([part], `The file must be in the part "file", not "${part}".`),
        );
        return;
      }
      fileName = name;
      writing = (async () => {
        for await (const chunk of stream as AsyncIterable<Uint8Array>) {
          bytes += chunk.byteLength;
          if (bytes > maxBytes) throw tooLarge(maxBytes);
          await file.write(chunk);
        }
      })();
      writing.catch(reject);
    });
    form.on("error", reject);
    form.on("finish", resolve);
    // deno-lint-ignore no-explicit-any -- the two declarations of a web stream differ in name only
    const source = Readable.fromWeb(body as any);
    source.on("error", reject);
    source.pipe(form);
  });
  await parsed;
  if (!writing) {
    throw invalidField(["file"], 'The form has no part "file" with a file.');
  }
  await writing;
  return { ...fields, name: fields.name || fileName, bytes };
}

function tooLarge(maxBytes: number): ProblemError {
  return new ProblemError(
    413,
    `The file is larger than ${maxBytes} bytes. The administrator can raise NETSIFT_MAX_UPLOAD_MB.`,
  );
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  return storageProblem(error) ??
    new ProblemError(400, `The upload was interrupted: ${withoutPaths((error as Error).message)}`);
}
