import { reportWords } from "../lib/web/results/describe_engine.ts";
import type { EngineReport } from "../lib/training/engine/engine_report.ts";

/** What neural detectors compute with; `null` until that is known. */
export function EngineLine({ report }: { report: EngineReport | null }) {
  return <span>Engine: {report ? reportWords(report) : "detecting…"}</span>;
}
