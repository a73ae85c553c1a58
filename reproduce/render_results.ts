/**
 * `docs/results.md`.
 *
 * @module
 */
import { formatCount, formatDuration } from "../lib/base/format.ts";
import type {
  BestModel,
  LabelRecall,
  ReproducedRow,
  ReproductionReport,
} from "../lib/benchmarks/report.ts";

const LEAD = `# Reference studies

Netsift replaces five earlier projects. \`deno task reproduce\` reproduces them through the HTTP API and
writes this page. All metrics are means over the seeds, with standard deviations. Attacks are the
positive class. Nothing is tuned on test labels: thresholds come from held-out normal rows of the
training data. Where the original approach used labels or scores of the test, the table is marked
"uses the test" and shown next to one that does not.`;

const BEST_LEAD =
  `The models that Netsift recommends for the data of each project, compared with the best
published metric. They were chosen before this run, based on earlier runs on the same data
([detectors](detectors.md)); neither training nor thresholds use test rows. The command trains the
model and keeps it: \`NETSIFT_DATA=./data deno task start\` then shows it under Runs.`;

/** A report as Markdown. Times come last: all above them is the same for the same seeds. */
export function renderResults(report: ReproductionReport): string {
  const parts = [
    LEAD,
    describeRun(report),
    "## Best models",
    BEST_LEAD,
    bestTable(report.best),
    ...(report.projects ?? []).flatMap(({ project, title, summary }) => {
      const rows = report.rows.filter((row) => row.project === project);
      const skipped = report.skipped.find((each) => each.project === project);
      return [
        `## Project ${project}: ${title}`,
        summary,
        skipped ? `Left out: ${skipped.reason}` : metricTables(rows),
        ...report.perClass.filter((each) => each.project === project).map(recallTable),
      ];
    }),
    "## Time",
    timeTable(report),
  ];
  return parts.filter((part) => part !== "").join("\n\n") + "\n";
}

function describeRun({ version, quick, seeds }: ReproductionReport): string {
  return quick
    ? "A quick run on samples: its metrics only show that everything works."
    : `Netsift ${version}, ${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")}.`;
}

function bestTable(best: BestModel[]): string {
  const metrics = best.map((row) => [
    row.data,
    row.model,
    row.metric,
    `${row.reported} (${row.source})`,
    shown(row),
    verdict(row.reached),
  ]);
  const commands = [...new Set(best.map(({ command }) => command))].map((command) => {
    const { data, model, request } = best.find((each) => each.command === command)!;
    return [data, model, `\`${command}\``, `\`${JSON.stringify(request)}\``];
  });
  return [
    table(["data", "model", "metric", "published", "Netsift", "reached"], metrics),
    ...best.flatMap(({ note }) => note ?? []),
    table(["data", "model", "command", "fields of `POST /api/v1/runs`"], commands),
  ].join("\n\n");
}

/** One table per protocol, and one for the recall of attacks that were left out. */
function metricTables(rows: ReproducedRow[]): string {
  const leftOut = rows.filter(({ metric }) => metric === "recall left out");
  const others = rows.filter(({ metric }) => metric !== "recall left out");
  const tables = [...new Set(others.map(({ protocol }) => protocol))].map((protocol) => {
    const own = others.filter((row) => row.protocol === protocol);
    const notes = [...new Set(own.flatMap(({ note }) => note ?? []))];
    return [
      `**${upperFirst(protocol)}**${own[0].usesTest ? " (uses the test)" : ""}`,
      table(
        ["data", "model", "metric", "reported", "Netsift", "reached"],
        own.map((row) => [
          row.data,
          row.model,
          row.metric,
          row.reported === null ? "" : String(row.reported),
          shown(row),
          verdict(row.reached),
        ]),
      ),
      ...notes,
    ].join("\n\n");
  });
  return [...tables, ...(leftOut.length > 0 ? [leftOutTable(leftOut)] : [])].join("\n\n");
}

function leftOutTable(rows: ReproducedRow[]): string {
  const models = [...new Set(rows.map(({ model }) => model))];
  const names = [...new Set(rows.map(({ data }) => data))];
  return [
    "**Recall of attacks left out of training**",
    table(
      ["attack left out", ...models],
      names.map((data) => [
        data.slice(data.lastIndexOf(": ") + 2),
        ...models.map((model) =>
          shown(rows.find((row) => row.data === data && row.model === model)!)
        ),
      ]),
    ),
  ].join("\n\n");
}

function recallTable({ models, labels }: LabelRecall): string {
  return [
    "**Share of flagged rows by label, trained on normal rows only**",
    table(
      ["label", "rows", ...models],
      labels.map(({ label, attack, rows, flagged }) => [
        attack ? label : `${label} (normal)`,
        formatCount(rows),
        ...flagged.map((share) => share.toFixed(3)),
      ]),
    ),
  ].join("\n\n");
}

function timeTable({ times, seeds }: ReproductionReport): string {
  return [
    `The run took ${formatDuration(times.seconds * 1000)} with ${
      seeds.length === 1 ? "one seed" : `${seeds.length} seeds`
    } on ${times.cores} cores, with two runs in parallel, which lengthens the mean times of each ` +
    "model:",
    table(
      ["data", "model", "training", "scoring the test"],
      times.models.map(({ data, model, fitMs, scoreMs }) => [
        data,
        model,
        formatDuration(fitMs),
        formatDuration(scoreMs),
      ]),
    ),
  ].join("\n\n");
}

function shown({ ours, std, seeds }: Pick<ReproducedRow, "ours" | "std" | "seeds">): string {
  return seeds.length === 1 ? ours.toFixed(4) : `${ours.toFixed(4)} ± ${std.toFixed(4)}`;
}

function verdict(reached: boolean | null): string {
  return reached === null ? "" : reached ? "yes" : "no";
}

/** A Markdown table, its columns padded as `deno fmt` pads them. */
function table(head: string[], rows: string[][]): string {
  const cells = [head, ...rows].map((row) => row.map((cell) => cell.replaceAll("|", "\\|")));
  const widths = head.map((_, i) => Math.max(3, ...cells.map((row) => row[i].length)));
  const line = (row: string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i])).join(" | ")} |`;
  const [first, ...others] = cells.map(line);
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [first, rule, ...others].join("\n");
}

function upperFirst(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
