import type { DataFolder } from "./data_folder.ts";
import { removeIfThere } from "./remove_if_there.ts";
import { keepReserve, spendReserve } from "./reserve.ts";
import { storageFaultOf, whereWritable } from "../base/storage_fault.ts";

/**
 * Deletes something from the catalogue, then its files. On a full disk, where the catalogue takes no
 * change, the files go first and the reserve with them: that makes the room.
 *
 * @param rows where the catalogue has it
 * @param paths of its files and folders
 */
export async function deleteStored(
  rows: { delete(id: string): void; forgetDeletion(id: string): void },
  folder: DataFolder,
  id: string,
  paths: string[],
): Promise<void> {
  const removeFiles = async () => {
    for (const path of paths) await removeIfThere(path);
  };
  try {
    rows.delete(id);
  } catch (error) {
    if (storageFaultOf(error)?.kind !== "full") throw error;
    await removeFiles();
    await spendReserve(folder.reserve);
    rows.delete(id);
  }
  await removeFiles();
  whereWritable(() => rows.forgetDeletion(id));
  await keepReserve(folder.reserve);
}
