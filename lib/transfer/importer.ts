import { cleanName, nameOfFile } from "../datasets/columns/names.ts";
import { ChildLost, JobCancelled, JobDiskFull, JobError, startChild } from "../jobs/child.ts";
import { JobQueue } from "../jobs/queue.ts";
import type { RunRequest } from "../resources/run.ts";
import type { Catalogue, RunRow } from "../store/catalogue.ts";
import type { DataFolder } from "../store/data_folder.ts";
import { newId } from "../store/ids.ts";
import type { ImportedModel, ModelImport } from "./import_model.ts";
import { ImportError, type UnpackLimits } from "./unpack.ts";

/** An exported model is never larger: its largest part are scores of test rows and binary parts. */
export const MAX_ARCHIVE_BYTES = 512 * 2 ** 20;

const LIMITS: UnpackLimits = { maxBytes: 2 ** 30, maxJsonBytes: 64 * 2 ** 20 };
/** A model that does not load and score in that time is given up. */
const TIMEOUT_MS = 120_000;
/** Imports that may wait; more are refused. */
const MAX_WAITING = 20;

/** Takes models of other installations in, one at a time, each checked in a child process. */
export class ModelImporter {
  readonly #catalogue: Catalogue;
  readonly #folder: DataFolder;
  readonly #queue = new JobQueue(1);

  constructor(catalogue: Catalogue, folder: DataFolder) {
    this.#catalogue = catalogue;
    this.#folder = folder;
  }

  /** Whether so many archives wait that no more are taken. */
  get isFull(): boolean {
    return this.#queue.waiting >= MAX_WAITING;
  }

  /**
   * Imports an exported model as a run of its own.
   *
   * @param archive file of the ZIP archive
   * @param file name that it was sent under
   * @returns ids of the run and of the model
   * @throws {ImportError} when the archive is no model that can be used, with the reason
   */
  async import(archive: string, file: string): Promise<{ run: string; model: string }> {
    const run = newId("run");
    const model = newId("model");
    const staging = this.#folder.staging(run);
    try {
      const specification: ModelImport = { path: archive, staging, model, limits: LIMITS };
      const imported = await this.#inTurn(run, () => check(specification));
      await this.#folder.commit(run, this.#folder.run(run));
      this.#catalogue.putRun(rowOf(run, imported, nameOfFile(file)));
      return { run, model };
    } catch (error) {
      await this.#folder.discard(run);
      throw error;
    }
  }

  async #inTurn<Value>(id: string, work: () => Promise<Value>): Promise<Value> {
    return await new Promise<Value>((resolve, reject) =>
      this.#queue.add(id, () => work().then(resolve, reject))
    );
  }
}

async function check(specification: ModelImport): Promise<ImportedModel> {
  const job = startChild<never, ImportedModel>(
    new URL("./import_child.ts", import.meta.url),
    specification,
    () => {},
  );
  const timer = setTimeout(() => job.cancel(), TIMEOUT_MS);
  try {
    return await job.result;
  } catch (error) {
    if (error instanceof JobCancelled) {
      throw new ImportError(`The model did not load within ${TIMEOUT_MS / 1000} seconds.`);
    }
    if (error instanceof ChildLost || error instanceof JobDiskFull) throw error;
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
