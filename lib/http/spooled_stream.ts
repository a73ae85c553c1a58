/**
 * Answers that must wait until the request has been read.
 *
 * @module
 */
import { Problem } from "./problem.ts";

/**
 * Writes a stream to a temporary file and gives it back from there, once it has ended.
 *
 * @param folder where the file goes; it is removed as soon as it is open
 * @param maxBytes largest stream
 * @throws {Problem} 413 for too much
 */
export async function spoolStream(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  folder: string,
  maxBytes: number,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const path = await Deno.makeTempFile({ dir: folder, prefix: "verdicts-", suffix: ".part" });
  const file = await Deno.open(path, { read: true, write: true })
    .finally(() => Deno.remove(path));
  try {
    let bytes = 0;
    const limit = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
      transform(chunk, controller) {
        bytes += chunk.length;
        if (bytes > maxBytes) {
          throw new Problem(
            413,
            `The verdicts take more than ${maxBytes} bytes. Send fewer records at once, or run ` +
              "Netsift with Deno 2.9.6 or newer, which answers while it reads.",
          );
        }
        controller.enqueue(chunk);
      },
    });
    const writer = new WritableStream<Uint8Array>({
      async write(chunk) {
        for (let at = 0; at < chunk.length;) at += await file.write(chunk.subarray(at));
      },
    });
    await stream.pipeThrough(limit).pipeTo(writer);
    await file.seek(0, Deno.SeekMode.Start);
    return file.readable;
  } catch (error) {
    file.close();
    throw error;
  }
}
