import type { RejectedReason, SensorModelCounts, SensorState } from "../../resources/sensor.ts";
import type { SourceBlock, SourceFault } from "../source/source.ts";
import type { ModelVerdicts } from "./model_scorer.ts";

/** Reasons that are told apart; further ones are counted alone. */
const MOST_REASONS = 20;

/**
 * How far a sensor is after a block.
 *
 * @param verdicts of its models, by id
 * @param at when the records were taken in, in milliseconds since 1970
 */
export function addToState(
  state: SensorState,
  block: SourceBlock,
  verdicts: ReadonlyMap<string, ModelVerdicts>,
  at: number,
): SensorState {
  const count = (kind: SourceFault["kind"]) =>
    block.faults.reduce((sum, fault) => sum + (fault.kind === kind ? fault.count : 0), 0);
  return {
    ...state,
    records: state.records + block.records,
    skipped: state.skipped + block.skipped,
    rejected: state.rejected + count("rejected"),
    gaps: state.gaps + count("gap"),
    reasons: addReasons(state.reasons, block.faults),
    lastRecordAt: block.records > 0 ? new Date(at).toISOString() : state.lastRecordAt,
    models: [...verdicts].map(([model, each]) =>
      addVerdicts(state.models.find((known) => known.model === model), model, each)
    ),
    position: block.position,
  };
}

function addVerdicts(
  known: SensorModelCounts | undefined,
  model: string,
  { scored, flagged, rejected, error }: ModelVerdicts,
): SensorModelCounts {
  const isNews = scored + rejected > 0;
  return {
    model,
    scored: (known?.scored ?? 0) + scored,
    flagged: (known?.flagged ?? 0) + flagged,
    rejected: (known?.rejected ?? 0) + rejected,
    error: isNews ? error : known?.error ?? null,
  };
}

function addReasons(known: RejectedReason[], faults: SourceFault[]): RejectedReason[] {
  const reasons = known.map((each) => ({ ...each }));
  for (const { reason, count, example } of faults) {
    const same = reasons.find((each) => each.reason === reason);
    if (same) same.count += count;
    else if (reasons.length < MOST_REASONS) reasons.push({ reason, count, example });
  }
  return reasons;
}
