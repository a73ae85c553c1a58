/**
 * How blocks of nfcapd files are unpacked.
 *
 * @module
 */
import { zstdDecompressSync } from "node:zlib";
import { compressors } from "hyparquet-compressors";
import Bzip2 from "@foxglove/wasm-bz2";
import { CaptureError } from "../capture_error.ts";
import type { BlockCompression } from "./file_header.ts";

/** Bytes of an unpacked block at most; nfdump's buffers hold five MiB. */
export const MAX_UNPACKED_BYTES = 5 * 2 ** 20;

/** Made once: each adds listeners to the process. */
let bzip2: Promise<Bzip2> | undefined;

/** Unpacks one block; bytes behind its records may follow. Throws when it is damaged. */
export type UnpackBlock = (bytes: Uint8Array) => Uint8Array;

/**
 * The codec of a compression.
 *
 * @throws {CaptureError} when there is none
 */
export async function blockCodec(compression: BlockCompression): Promise<UnpackBlock> {
  switch (compression) {
    case "none":
      return (bytes) => bytes;
    case "zstd":
      return (bytes) => zstdDecompressSync(bytes, { maxOutputLength: MAX_UNPACKED_BYTES });
    case "lz4":
      return (bytes) => compressors.LZ4_RAW!(bytes, MAX_UNPACKED_BYTES);
    case "bzip2": {
      const codec = await (bzip2 ??= Bzip2.init());
      return (bytes) => codec.decompress(bytes, MAX_UNPACKED_BYTES);
    }
    case "lzo":
      throw new CaptureError(
        "The nfcapd file is compressed with LZO, which Netsift does not read. Unpack it first " +
          "with nfdump -J 0 -r FILE; bzip2, LZ4 and zstd are read.",
      );
  }
}
