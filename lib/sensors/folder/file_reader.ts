import type { SourceBlock } from "../source/source.ts";

/** What a file of a folder gives next; its log then says how far it is read. */
export type FileBlock = Omit<SourceBlock, "position">;

/** Reads one file of a folder. */
export interface FileReader extends Disposable {
  /**
   * The next block, or `null` while there is none.
   *
   * @param isClosed whether nothing will be added to the file
   */
  next(isClosed: boolean): Promise<FileBlock | null>;
  /** Bytes that wait to be read, as the file is. */
  behindBytes(): Promise<number>;
}

/** A block that says nothing but what went wrong. */
export function faultBlock(reason: string, example: string): FileBlock {
  return {
    header: "",
    lines: new Uint8Array(),
    records: 0,
    skipped: 0,
    faults: [{ kind: "gap", reason, count: 1, example }],
  };
}
