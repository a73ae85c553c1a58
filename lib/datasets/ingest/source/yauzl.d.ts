/** The part of yauzl that is used here; its own types bring those of Node along, beside Deno's. */

/** A file as the archive's directory has it. */
export interface Entry {
  /** Its path as bytes; no encoding is sure. */
  fileNameRaw: Uint8Array;
  fileNameLength: number;
  extraFieldLength: number;
  fileCommentLength: number;
  compressedSize: number;
  uncompressedSize: number;
  compressionMethod: number;
  crc32: number;
  isEncrypted(): boolean;
}

/** An open archive. */
export interface ZipFile {
  entryCount: number;
  eachEntry(): AsyncIterable<Entry>;
  readLocalFileHeaderPromise(
    entry: Entry,
    options: { minimal: true },
  ): Promise<{ fileDataStart: number }>;
  close(): void;
}

declare const yauzl: {
  openPromise(
    path: string,
    options: { decodeStrings: boolean; autoClose: boolean },
  ): Promise<ZipFile>;
};

export default yauzl;
