/**
 * Verdicts as lines of JSON.
 *
 * @module
 */
import type { FeatureContribution } from "../../learning/features/input.ts";
import { bandOf } from "../../learning/severity/severity.ts";
import { type BlockVerdicts, thresholdOfRow } from "../core/score_block.ts";
import type { RecordLines } from "./record_lines.ts";
import type { BadLine } from "./types.ts";

/** What some verdicts of a block come with. */
export interface LineNotes {
  /** How many members a hybrid has; absent for other detectors. */
  members?: number;
  /** Contributions, by the row of the block. */
  contributions: ReadonlyMap<number, FeatureContribution[]>;
  /** What a reader should know about the records so far, by the row at which it is news. */
  warnings: ReadonlyMap<number, readonly string[]>;
}

/** The lines of a block in their order: a verdict on each record, and what is wrong with the others. */
export function verdictLines(
  lines: Pick<RecordLines, "bad" | "lineOf" | "filled">,
  verdicts: BlockVerdicts,
  notes: LineNotes,
): Uint8Array<ArrayBuffer> {
  const { bad } = lines;
  const { length } = verdicts.scores;
  const filledOf = lines.filled();
  let text = "";
  let next = 0;
  for (let row = 0; row <= length; row++) {
    for (; next < bad.length && bad[next].before === row; next++) {
      text += errorLine(bad[next]);
    }
    if (row < length) {
      text += verdictLine(lines.lineOf(row), verdicts, row, filledOf(row), notes);
    }
  }
  return encoder.encode(text);
}

const encoder = new TextEncoder();

/** A verdict as JSON. Numbers look as `JSON.stringify` writes them, which would take twice as long. */
function verdictLine(
  line: number,
  verdicts: BlockVerdicts,
  row: number,
  filled: readonly string[],
  { members, contributions, warnings }: LineNotes,
): string {
  const { scores, flags, severities } = verdicts;
  const severity = severities ? severities[row] : null;
  const explained = contributions.get(row);
  const news = warnings.get(row);
  return `{"line":${line},"score":${scores[row]},"threshold":${
    thresholdOfRow(verdicts, row)
  },"anomaly":${flags[row] === 1},"severity":${
    severity === null ? "null" : `{"value":${severity},"band":"${bandOf(severity)}"}`
  }${members ? `,"members":${memberList(verdicts.members![row], members)}` : ""}${
    filled.length > 0 ? `,"filled":${JSON.stringify(filled)}` : ""
  }${explained ? `,"contributions":${JSON.stringify(explained)}` : ""}${
    news ? `,"warnings":${JSON.stringify(news)}` : ""
  }}\n`;
}

/** What is wrong with a line, as JSON. */
function errorLine({ line, error }: BadLine): string {
  return `{"line":${line},"error":${JSON.stringify(error)}}\n`;
}

/** What each member of a hybrid says about a record. */
function memberList(bits: number, members: number): string {
  return `[${Array.from({ length: members }, (_, i) => (bits >> i & 1) === 1).join(",")}]`;
}
