/** Who may use what Netsift stores: the user of the server alone. */
const MODES = { folder: 0o700, file: 0o600 };

/**
 * Takes a folder or a file away from everybody but the user who runs the server, as it may have been
 * made by an older Netsift or by hand. Nothing happens where there is none. Where it cannot be done,
 * as on a file system without such rights or for a folder of another user, the log says so, and the
 * server goes on.
 */
export function makePrivate(path: string, kind: keyof typeof MODES): void {
  if (Deno.build.os === "windows") return;
  try {
    const { mode } = Deno.statSync(path);
    if (mode !== null && (mode & 0o777) !== MODES[kind]) Deno.chmodSync(path, MODES[kind]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    console.warn(`Others may read ${path}: ${(error as Error).message}`);
  }
}
