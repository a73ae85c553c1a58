/**
 * What a sensor does, block after block: read, score, keep, commit.
 *
 * @module
 */
import type { LiveFinding } from "../../behaviour/stream/live_finding.ts";
import { encodeFrame, type Frame } from "../kept/frame.ts";
import { emptySegment, SegmentWriter } from "../kept/segment_writer.ts";
import type { SensorSource, SourceBlock } from "../source/source.ts";
import type { SensorState } from "../../resources/sensor.ts";
import { addToState } from "./add_to_state.ts";
import type { ModelVerdicts } from "./model_scorer.ts";
import type { ModelScorers } from "./model_scorers.ts";
import type { SensorChecks } from "./sensor_checks.ts";
import type { SensorBatch, SensorCommit, SensorSpecification } from "./protocol.ts";

/** What a sensor works with. */
export interface SensorParts {
  source: SensorSource;
  models: ModelScorers;
  /** `null` where none run. */
  checks: SensorChecks | null;
  /** Findings in records that were kept before the checks ran. */
  findings: LiveFinding[];
  /** Commits a block; what follows is read once that is done. */
  commit: (commit: SensorCommit) => Promise<void>;
  /** Called with whether the source is waiting for records. */
  onIdle: (isIdle: boolean) => void;
}

/**
 * Reads blocks until it is told to stop. The frame of a block is on the disk before the block is
 * committed; its counts, position and verdicts are committed as one, so that a crash at any moment
 * leaves a state in which each record is either in all of them or still to be read.
 */
export async function runSensor(
  { state, segments, folder }: Pick<SensorSpecification, "state" | "segments" | "folder">,
  { source, models, checks, findings: earlier, commit, onIdle }: SensorParts,
  signal: AbortSignal,
): Promise<void> {
  using writer = new SegmentWriter(folder, segments.at(-1) ?? emptySegment(state.segment));
  const written = [...segments];
  let current: SensorState = state;
  while (!signal.aborted) {
    onIdle(true);
    const block = await source.next(signal);
    onIdle(false);
    const at = Date.now();
    const verdicts = new Map<string, ModelVerdicts>();
    const batches: SensorBatch[] = [];
    for (const { id, scorer } of await models.ready(written, signal)) {
      const answer = await scorer.score(block, signal);
      verdicts.set(id, answer);
      for (const batch of answer.batches) batches.push({ model: id, batch });
    }
    const frame = frameOf(block, verdicts, at);
    const segment = block.records > 0
      ? await writer.add(encodeFrame(frame), block.records, at)
      : null;
    const findings = earlier.splice(0);
    if (checks && segment) {
      findings.push(...checks.take(block, at));
      await checks.keep(segment);
    }
    current = {
      ...addToState(current, block, verdicts, at),
      checks: checks?.state ?? current.checks,
    };
    if (segment) {
      if (written.at(-1)?.number === segment.number) written.pop();
      written.push(segment);
      current = { ...current, segment: segment.number };
    }
    await commit({ state: current, segment, batches, findings, records: block.records, at });
    await checks?.committed();
  }
}

function frameOf(
  { header, lines, records }: SourceBlock,
  verdicts: ReadonlyMap<string, ModelVerdicts>,
  at: number,
): Frame {
  return {
    at,
    header,
    lines,
    records,
    verdicts: [...verdicts.values()].map(({ verdicts }) => verdicts),
  };
}
