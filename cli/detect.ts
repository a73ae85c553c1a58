/**
 * Finds what is unusual in files, without a server: the same work in its own data folder, which
 * is removed afterwards.
 *
 * @module
 */
import { basename } from "node:path";
import type { Config } from "../lib/base/config.ts";
import { planDerivation } from "../lib/datasets/derive/request.ts";
import type { JobChannel } from "../lib/jobs/channel.ts";
import { Netsift } from "../lib/netsift.ts";
import type { Baseline, Detection, DetectionRecord } from "../lib/resources/detection.ts";
import type { StoredFinding } from "../lib/detections/findings/finding_files.ts";
import { newId } from "../lib/store/ids.ts";

/** What to look at, and how. */
export interface DetectOptions {
  /** Captures, logs or tables of one kind. */
  files: string[];
  baseline: Baseline;
  /** IANA name. */
  timeZone: string;
  /** Records at most. */
  limit: number;
  signal: AbortSignal;
  /** Called with what is being done and its share, from 0 to 1. */
  onProgress: (phase: string, fraction: number) => void;
}

/** What was found. */
export interface DetectAnswer {
  detection: Detection;
  findings: Omit<StoredFinding, "selector">[];
  /** Flagged records, worst first. */
  records: DetectionRecord[];
}

/** Files cannot be read, or not be looked at together. */
export class DetectError extends Error {
  override name = "DetectError";
}

/**
 * Reads files, trains on them, scores every record and runs all behaviour checks.
 *
 * @param config whose data folder is new and empty
 * @throws {DetectError} when a file cannot be read
 */
export async function detect(config: Config, options: DetectOptions): Promise<DetectAnswer> {
  using netsift = await Netsift.open(config);
  const dataset = await readFiles(netsift, options);
  const { id } = await netsift.detections.start({
    dataset,
    baseline: options.baseline,
    timeZone: options.timeZone,
  });
  await ended(netsift.detections.channel(id), options);
  const detection = (await netsift.detections.get(id))!;
  if (detection.status !== "done") throw new DetectError(detection.error ?? detection.status);
  const findings = await netsift.detections.answers.findings(id);
  return {
    detection,
    findings: findings.map(({ selector: _, ...finding }) => finding),
    records: await netsift.detections.records(id, {
      selector: {},
      flagged: true,
      sort: "severity",
      limit: options.limit,
      offset: 0,
    }),
  };
}

/** Makes one dataset of all files. */
async function readFiles(netsift: Netsift, options: DetectOptions): Promise<string> {
  const { files } = options;
  const ids: string[] = [];
  for (const file of files) ids.push(await readFile(netsift, file, options));
  if (ids.length === 1) return ids[0];
  const body = { operation: "combine", datasets: ids, name: `${files.length} files` };
  const [plan] = planDerivation(body, (id) => netsift.datasets.get(id));
  return await ready(netsift, (await netsift.datasets.addDerived(plan)).id, options);
}

async function readFile(netsift: Netsift, file: string, options: DetectOptions): Promise<string> {
  const id = newId("ds");
  try {
    await Deno.copyFile(file, netsift.folder.upload(id));
  } catch (error) {
    const reason = error instanceof Deno.errors.NotFound ? "There is no such file." : `${error}`;
    throw new DetectError(`${file}: ${reason}`);
  }
  const { size } = await Deno.stat(file);
  netsift.datasets.add(id, basename(file), size, null);
  return await ready(netsift, id, options);
}

async function ready({ datasets }: Netsift, id: string, options: DetectOptions): Promise<string> {
  await ended(datasets.channel(id), options);
  const { name, status, error, needsConfirmation, profile } = datasets.get(id)!;
  if (status !== "ready") throw new DetectError(`${name}: ${error ?? status}`);
  if (needsConfirmation) throw new DetectError(`${name}: ${profile!.warnings[0]}`);
  return id;
}

async function ended(
  channel: JobChannel | null,
  { signal, onProgress }: DetectOptions,
): Promise<void> {
  await channel?.untilDone(signal, (data) => {
    const { progress } = data as { progress: { phase: string; fraction: number } | null };
    if (progress) onProgress(progress.phase, progress.fraction);
  });
}
