import { join } from "node:path";
import { createTarDecoder } from "modern-tar";

/**
 * Unpacks a file that tar and gzip have made.
 *
 * @param folder where its files go
 * @param isWanted which of them, by path; all where it is absent
 */
export async function unpackTar(
  archive: URL,
  folder: string,
  isWanted: (path: string) => boolean = () => true,
): Promise<void> {
  const file = await Deno.open(archive);
  const entries = file.readable.pipeThrough(new DecompressionStream("gzip"))
    .pipeThrough(createTarDecoder({ strict: true }));
  for await (const { header, body } of entries) {
    const bytes = new Uint8Array(await new Response(body).arrayBuffer());
    if (!isWanted(header.name)) continue;
    const path = join(folder, header.name);
    await Deno.mkdir(join(path, ".."), { recursive: true });
    await Deno.writeFile(path, bytes);
  }
}
