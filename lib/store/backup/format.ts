/**
 * What a backup is: a tar archive of
 *
 *     netsift-backup.json    says what it is, first
 *     datasets/ID/… runs/ID/… batches/ID/… detections/ID/… uploads/ID reproduction.json
 *     catalogue.sqlite access.sqlite
 *     manifest.json          every file with its size and SHA-256; others in the archive do not count
 *     manifest.sha256        of manifest.json, last
 *
 * @module
 */
import { z } from "zod";

/** The first entry. */
export const HEAD_FILE = "netsift-backup.json";
export const MANIFEST_FILE = "manifest.json";
export const MANIFEST_SUM_FILE = "manifest.sha256";

/** The databases, in the order in which they are put in place: the catalogue names what is there. */
export const DATABASE_FILES = ["access.sqlite", "catalogue.sqlite"] as const;

/** What a backup may hold beside databases and entries about itself. */
export const DATA_PATH =
  /^(reproduction\.json|(datasets|runs|batches|detections|uploads)(\/[\w-][\w.-]*)+)$/;

/** A backup cannot be written or restored, for a reason that a person can understand. */
export class BackupError extends Error {
  override name = "BackupError";
}

/** What the first entry says. */
export const headSchema = z.object({
  format: z.literal("netsift-backup"),
  version: z.literal(1),
  netsift: z.string(),
  createdAt: z.string(),
});

/** What `manifest.json` says. */
export const manifestSchema = z.object({
  files: z.array(z.object({
    path: z.string(),
    bytes: z.number().int().nonnegative(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  })),
});

/** A file of a backup. */
export type BackupFile = z.infer<typeof manifestSchema>["files"][number];
