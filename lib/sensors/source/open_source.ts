import type { SensorSettings } from "../../resources/sensor.ts";
import { allowedFolder } from "../folder/allowed_folder.ts";
import { FolderSource } from "../folder/folder_source.ts";
import type { FolderPosition } from "../folder/log_position.ts";
import { type NetflowPosition, NetflowSource } from "../netflow/netflow_source.ts";
import { PacketSource } from "../packets/packet_source.ts";
import type { SensorSource } from "./source.ts";

/** What sources may use. */
export interface SourceLimits {
  /** Folders that may be followed. */
  allowedFolders: readonly string[];
  maxLineBytes: number;
}

/**
 * Opens the source of a sensor where it was left.
 *
 * @param position as a block of this source gave it; `null` at first
 * @throws {SourceError} when it cannot be opened
 */
export async function openSource(
  settings: SensorSettings,
  position: unknown,
  { allowedFolders, maxLineBytes }: SourceLimits,
): Promise<SensorSource> {
  switch (settings.kind) {
    case "folder": {
      const folder = await allowedFolder(settings.folder, allowedFolders);
      const options = { ...settings, folder, maxLineBytes };
      return new FolderSource(options, position as FolderPosition | null);
    }
    case "netflow":
      return await NetflowSource.open(settings, position as NetflowPosition | null);
    case "packets":
      return new PacketSource(settings);
  }
}
