import { cleanName, nameOfFile } from "../datasets/columns/names.ts";
import { ChildLostError, JobCancelledError, JobDiskFullError, JobError } from "../jobs/child.ts";
import type { ManagedJob } from "../jobs/managed_job.ts";
import { ManagedJobs } from "../jobs/managed_jobs.ts";
import type { RunRequest } from "../resources/run.ts";
import type { Catalogue, RunRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import type { ImportedModel, ModelImport } from "./import_model.ts";
import { ImportError, type UnpackLimits } from "./unpack.ts";

/** An exported model is never larger: its largest part are scores of test rows and binary parts. */
export const MAX_ARCHIVE_BYTES = 512 * 2 ** 20;

const LIMITS: UnpackLimits = { maxBytes: 2 ** 30, maxJsonBytes: 64 * 2 ** 20 };
/** A model that does not load and score within this time is rejected. */
const TIMEOUT_MS = 120_000;

/** Takes models of other installations in, one at a time, each checked in a child process. */
export class ModelImporter {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #jobs: ManagedJobs;

  constructor(catalogue: Catalogue, folder: DataFolder) {
    this.#catalogue = catalogue;
    this.#folder = folder;
    this.#jobs = new ManagedJobs(folder, {
      retryAfterSeconds: 60,
      refusal: "Too many models are already being imported. Try again later.",
    });
  }

  /**
   * Refuses another archive when too many wait.
   *
   * @throws {BusyError} when they do
   */
  refuseWhenFull(): void {
    this.#jobs.refuseWhenFull();
  }

  /**
   * Imports an exported model as a separate run.
   *
   * @param archive file of the ZIP archive
   * @param file name that it was sent under
   * @returns ids of the run and of the model
   * @throws {ImportError} when the archive is no model that can be used, with the reason
   * @throws {BusyError} when too many others wait
   */
  async import(archive: string, file: string): Promise<{ run: string; model: string }> {
    const run = newId("run");
    const model = newId("model");
    return await this.#jobs.run(async (job) => {
      const imported = await check(
        { path: archive, staging: job.staging, model, limits: LIMITS },
        job,
      );
      await job.commit(this.#folder.run(run));
      this.#catalogue.runs.put(rowOf(run, imported, nameOfFile(file)));
      return { run, model };
    }, run);
  }
}

async function check(
  specification: ModelImport,
  job: ManagedJob<null>,
): Promise<ImportedModel> {
  const timer = setTimeout(() => job.cancel(), TIMEOUT_MS);
  try {
    return await job.runChild(new URL("./import_child.ts", import.meta.url), specification);
  } catch (error) {
    if (error instanceof JobCancelledError) {
      throw new ImportError(`The model did not load within ${TIMEOUT_MS / 1000} seconds.`);
    }
    if (error instanceof ChildLostError || error instanceof JobDiskFullError) throw error;
    throw error instanceof JobError ? new ImportError(error.message) : error;
  } finally {
    clearTimeout(timer);
  }
}

function rowOf(id: string, imported: ImportedModel, file: string): RunRow {
  const { manifest, request, data, result, versions } = imported;
  const { name, notes, trainName, testName, startedAt, finishedAt, warnings } = manifest.run;
  const now = new Date().toISOString();
  return {
    id,
    name: cleanName(name),
    ...(notes === undefined ? {} : { notes }),
    imported: { at: now, file, model: manifest.model, versions },
    status: "done",
    request: elsewhere(request),
    trainName: cleanName(trainName),
    testName: testName === null ? null : cleanName(testName),
    createdAt: now,
    startedAt,
    finishedAt,
    error: null,
    warnings,
    data,
    results: [result],
  };
}

/** Ids of datasets are those of the other installation: none of this one may be taken for them. */
function elsewhere(request: RunRequest): RunRequest {
  const foreign = (id: string) => `elsewhere-${id}`;
  return {
    ...request,
    train: foreign(request.train),
    ...(request.test === undefined ? {} : { test: foreign(request.test) }),
  };
}
