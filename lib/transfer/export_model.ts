import { join } from "node:path";
import { writeZip, type ZipSource } from "../base/archive/write_zip.ts";
import { trainedDetectors } from "../training/detectors.ts";
import type { ModelCurves, Run } from "../resources/run.ts";
import { type ModelBundle, readBundle } from "../models/bundle.ts";
import { type Manifest, TRANSFER_VERSION } from "./manifest.ts";

/**
 * A model as a ZIP archive that another installation imports: all that it takes to score, its
 * metrics and curves, and numbers and labels of its test rows, but no record of the data.
 *
 * @param run of the model
 * @param runFolder where the run lies
 * @param model id of the model
 * @param folder where the model lies
 * @param curves of the model at the threshold that it has now; those of its training where absent
 */
export async function exportModel(
  run: Run,
  runFolder: string,
  model: string,
  folder: string,
  curves?: ModelCurves,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const bundle = await readBundle(folder);
  // A bundle has the request of its whole run; only its own detector goes along.
  const own = trainedDetectors(run).find(({ result }) => result.model === model);
  const alone: ModelBundle = {
    ...bundle,
    result: own?.result ?? bundle.result,
    request: { ...bundle.request, detectors: [own?.asked ?? bundle.request.detectors[0]] },
  };
  const files: ZipSource[] = [
    json("netsift.json", manifestOf(run, model)),
    json("model/bundle.json", alone),
  ];
  for (const name of await filesIn(folder)) {
    if (name === "bundle.json") continue;
    files.push(
      name === "curves.json" && curves
        ? json("model/curves.json", curves)
        : file(`model/${name}`, join(folder, name)),
    );
  }
  for (const name of await filesIn(join(folder, "detector"))) {
    files.push(file(`model/detector/${name}`, join(folder, "detector", name)));
  }
  for (const name of await filesIn(runFolder)) {
    if (/^test_(rows|labels)\./.test(name)) {
      files.push(file(`test/${name}`, join(runFolder, name)));
    }
  }
  return writeZip(files);
}

function manifestOf(run: Run, model: string): Manifest {
  const { name, notes, trainName, testName, createdAt, startedAt, finishedAt, warnings } = run;
  return {
    format: "netsift-model",
    version: TRANSFER_VERSION,
    model,
    run: {
      name,
      ...(notes === undefined ? {} : { notes }),
      trainName,
      testName,
      createdAt,
      startedAt,
      finishedAt,
      warnings,
    },
  };
}

function json(name: string, value: unknown): ZipSource {
  return { name, open: () => Promise.resolve(new Blob([JSON.stringify(value)]).stream()) };
}

function file(name: string, path: string): ZipSource {
  return { name, open: async () => (await Deno.open(path)).readable };
}

async function filesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    // A file that is being replaced has a further ending.
    if (entry.isFile && !entry.name.endsWith(".new")) names.push(entry.name);
  }
  return names.sort();
}
