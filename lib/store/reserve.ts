/**
 * Room on the disk that nothing uses, so that something can still be deleted when the disk is full:
 * the catalogue must write down that it is deleted.
 *
 * @module
 */

/** Far more than a deletion writes, and a checkpoint after it. */
const BYTES = 2 * 2 ** 20;

/** Takes the room, if it is there; a disk that is full now has none to keep. */
export async function keepReserve(path: string): Promise<void> {
  try {
    const { size } = await Deno.stat(path).catch(() => ({ size: 0 }));
    if (size < BYTES) await Deno.writeFile(path, new Uint8Array(BYTES));
  } catch {
    await Deno.remove(path).catch(() => {});
  }
}

/** Gives the room back. */
export async function spendReserve(path: string): Promise<void> {
  await Deno.remove(path).catch(() => {});
}
