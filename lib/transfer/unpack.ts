/**
 * The files of an exported model, out of an archive that nobody vouches for.
 *
 * @module
 */
import { openZip, unpackingFault, type ZipMember } from "../datasets/ingest/source/zip.ts";
import { DatasetError } from "../base/dataset_error.ts";

/** How large an archive may be when it is unpacked. */
export interface UnpackLimits {
  /** All files together, in bytes. */
  maxBytes: number;
  /** A file of JSON, in bytes. */
  maxJsonBytes: number;
}

/** The archive is no exported model, or a damaged one; the message says why. */
export class ImportError extends Error {
  override name = "ImportError";
}

const MOST_FILES = 1100;
/** Every file that an exported model may have. */
const KNOWN = [
  /^netsift\.json$/,
  /^model\/(bundle|detector|curves|importance)\.json$/,
  /^model\/(scores|heldout)\.f32$/,
  /^model\/detector\/(?!\.)[\w.-]{1,100}$/,
  /^test\/test_rows\.(json|u32)$/,
  /^test\/test_labels\.i32$/,
];

/**
 * Reads the files of an exported model into memory, by name. What is no part of a model is passed
 * over.
 *
 * @throws {ImportError} when the archive is damaged, has a name twice or is too large
 */
export async function unpackModel(
  path: string,
  limits: UnpackLimits,
): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
  try {
    using zip = await openZip(path);
    const members = zip.members.filter(({ name }) => KNOWN.some((known) => known.test(name)));
    if (members.length > MOST_FILES) throw new ImportError("The archive has too many files.");
    const files = new Map<string, Uint8Array<ArrayBuffer>>();
    let left = limits.maxBytes;
    for (const member of members) {
      const { name } = member;
      if (files.has(name)) throw new ImportError(`The archive has "${name}" twice.`);
      const isJson = name.endsWith(".json") && !name.startsWith("model/detector/");
      const bytes = await read(member, isJson ? Math.min(left, limits.maxJsonBytes) : left);
      left -= bytes.length;
      files.set(name, bytes);
    }
    return files;
  } catch (error) {
    const fault = unpackingFault(error);
    throw fault instanceof DatasetError ? new ImportError(fault.message) : fault;
  }
}

/** What an archive says about sizes may be a lie: bytes are counted as they come. */
async function read({ name, open }: ZipMember, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of await open() as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > most) throw new ImportError(`"${name}" in the archive is too large.`);
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
