import type { Export } from "../http/exports.ts";

/**
 * A file to download.
 *
 * @throws {Deno.errors.NotFound} where it no longer exists
 */
export async function storedFile(path: string, headers: Record<string, string>): Promise<Export> {
  const file = await Deno.open(path);
  const { size } = await file.stat();
  return { stream: file.readable, headers: { ...headers, "content-length": String(size) } };
}
