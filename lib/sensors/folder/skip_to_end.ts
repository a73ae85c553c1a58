import type { LogPosition } from "./log_position.ts";
import { ZeekDirectives } from "./zeek_directives.ts";

/** Bytes at the beginning of a log in which its header is looked for. */
const HEADER_BYTES = 64 * 1024;

/** Bytes that are looked at for the end of the last line. */
const TAIL_BYTES = 2 ** 20;

/**
 * Sets a log to its end: only what is added from now on is read. A line that is not whole yet is.
 *
 * @param isWhole whether nothing is added to its file
 */
export async function skipToEnd(log: LogPosition, path: string, isWhole: boolean): Promise<void> {
  if (isWhole) {
    log.isDone = true;
    return;
  }
  using file = await Deno.open(path);
  const { size } = await file.stat();
  const start = await readAt(file, 0, HEADER_BYTES);
  const directives = new ZeekDirectives();
  for (const line of new TextDecoder().decode(start).split(/\r?\n/)) {
    if (!line.startsWith("#")) break;
    directives.add(line);
  }
  const from = Math.max(0, size - TAIL_BYTES);
  const feed = (await readAt(file, from, size - from)).lastIndexOf(0x0a);
  log.header = directives.text;
  log.offset = feed < 0 ? from : from + feed + 1;
}

async function readAt(file: Deno.FsFile, at: number, most: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(most);
  await file.seek(at, Deno.SeekMode.Start);
  let length = 0;
  while (length < most) {
    const read = await file.read(bytes.subarray(length));
    if (read === null) break;
    length += read;
  }
  return bytes.subarray(0, length);
}
