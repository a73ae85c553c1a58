import { createHash } from "node:crypto";
import { DatasetError } from "../../base/dataset_error.ts";
import type { Checksum } from "./sources.ts";

/**
 * Checks that a file is the one that is expected.
 *
 * @param path plain or gzip
 * @param maxContentBytes a file that decompresses to more is refused
 * @throws {DatasetError} when it is another
 */
export async function verifyChecksum(
  path: string,
  { of, sha256 }: Checksum,
  maxContentBytes: number,
): Promise<void> {
  using file = await Deno.open(path);
  const stream = of === "content" && await isGzip(file)
    ? file.readable.pipeThrough(new DecompressionStream("gzip"))
    : file.readable;
  const hash = createHash("sha256");
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      bytes += chunk.byteLength;
      if (bytes > maxContentBytes) throw otherFile("it is larger than Netsift takes");
      hash.update(chunk);
    }
  } catch (error) {
    if (error instanceof TypeError) throw otherFile("it is no whole gzip file");
    throw error;
  }
  const found = hash.digest("hex");
  if (found !== sha256) {
    throw otherFile(
      `the SHA-256 of its ${of === "file" ? "bytes" : "content"} is ${found}, not ${sha256}`,
    );
  }
}

async function isGzip(file: Deno.FsFile): Promise<boolean> {
  const magic = new Uint8Array(2);
  await file.read(magic);
  await file.seek(0, Deno.SeekMode.Start);
  return magic[0] === 0x1f && magic[1] === 0x8b;
}

function otherFile(reason: string): DatasetError {
  return new DatasetError(
    `What came is not the file that Netsift knows: ${reason}. It was changed at the source or on ` +
      `the way, and nothing of it was kept.`,
  );
}
