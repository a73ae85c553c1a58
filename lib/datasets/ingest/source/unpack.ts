/**
 * Files that must be on disk as they are, because they are read from several places at once.
 *
 * @module
 */
import { join } from "node:path";
import type { Member, Upload } from "./upload.ts";

/**
 * Gives the paths of plain files with the content of members; packed ones are unpacked into
 * `workFolder`, under names of ours.
 *
 * @throws {DatasetError} when one is damaged or breaks a limit
 */
export async function plainFiles(
  upload: Upload,
  members: Member[],
  workFolder: string,
  options: { signal?: AbortSignal; onProgress?: (fraction: number) => void },
): Promise<string[]> {
  const budget = upload.budget();
  const paths: string[] = [];
  for (const [i, member] of members.entries()) {
    if (member.path !== null) {
      paths.push(member.path);
      continue;
    }
    const path = join(workFolder, `member_${i}`);
    const onProgress = (fraction: number) => options.onProgress?.((i + fraction) / members.length);
    await Deno.writeFile(
      path,
      ReadableStream.from(member.read({ budget, signal: options.signal, onProgress })),
    );
    paths.push(path);
  }
  return paths;
}
