/**
 * The process that checks a model of another installation: whatever is in the archive, the server
 * goes on.
 *
 * @module
 */
import { JobError } from "../jobs/child.ts";
import { runChild } from "../jobs/child_main.ts";
import { type ImportedModel, importModel, type ModelImport } from "./import_model.ts";
import { ImportError } from "./unpack.ts";

if (import.meta.main) {
  await runChild<ModelImport, never, ImportedModel>((specification) =>
    importModel(specification).catch((error) => {
      throw error instanceof ImportError ? new JobError(error.message) : error;
    })
  );
}
