import type { Catalogue } from "./catalogue.ts";
import type { DataFolder } from "./data_folder.ts";
import { removeIfThere } from "./remove_if_there.ts";
import { keepReserve, spendReserve } from "./reserve.ts";
import { storageFaultOf, whereWritable } from "../base/storage_fault.ts";

/**
 * Deletes something from the catalogue, then its files. On a full disk, where the catalogue takes no
 * change, the files go first and the reserve with them: that makes the room.
 *
 * @param deleteRow deletes it from the catalogue
 * @param paths of its files and folders
 */
export async function deleteStored(
  catalogue: Catalogue,
  folder: DataFolder,
  id: string,
  deleteRow: () => void,
  paths: string[],
): Promise<void> {
  const removeFiles = async () => {
    for (const path of paths) await removeIfThere(path);
  };
  try {
    deleteRow();
  } catch (error) {
    if (storageFaultOf(error)?.kind !== "full") throw error;
    await removeFiles();
    await spendReserve(folder.reserve);
    deleteRow();
  }
  await removeFiles();
  whereWritable(() => catalogue.forgetDeletion(id));
  await keepReserve(folder.reserve);
}
