import type { Layout, LineParser } from "../../formats/format.ts";
import type { Budget } from "./budget.ts";
import { type Encoding, looksSingleByte } from "./encoding.ts";
import type { CheckerOptions, LineReport } from "./line_report.ts";
import { openReader, type PrepareOptions, type TextMember, textOf } from "./text_member.ts";

interface Checked {
  report: LineReport;
  encoding: Encoding;
  parser: LineParser | undefined;
}

/** Checks one file; as Windows-1252 when its lines turn out not to be UTF-8. */
export async function checkMember(
  budget: Budget,
  text: TextMember,
  layout: Layout,
  { limits, ...options }: PrepareOptions,
  sink: CheckerOptions & { restart?: () => Promise<void> },
): Promise<Checked> {
  const { reader, parser } = openReader(text, layout, limits, sink);
  const { total } = budget;
  for await (const chunk of textOf(text, { budget, ...options })) reader.push(chunk);
  const report = reader.finish();
  if (text.encoding !== "utf-8" || !looksSingleByte(report.beyondAscii)) {
    return { report, encoding: text.encoding, parser };
  }
  await sink.restart?.();
  budget.total = total;
  return await checkMember(
    budget,
    { ...text, encoding: "windows-1252" },
    layout,
    { limits, ...options },
    sink,
  );
}
