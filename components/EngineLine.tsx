import { reportWords } from "../lib/web/results/describe_engine.ts";
import type { EngineReport } from "../lib/compute/engine_report.ts";

/** What neural detectors compute with. */
export function EngineLine({ report }: { report: EngineReport }) {
  return <span>Engine: {reportWords(report)}</span>;
}
