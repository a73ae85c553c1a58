/**
 * From records to hosts, times and reasons.
 *
 * @module
 */
import { join } from "node:path";
import { formatCount, formatPlural } from "../base/format.ts";
import { BehaviourAnalysis } from "../behaviour/analysis.ts";
import type { Finding } from "../behaviour/finding.ts";
import type { BehaviourReport } from "../behaviour/report.ts";
import { niceWidth } from "../base/nice_width.ts";
import type { DetectionProgress, DetectionResult, UnusualHost } from "../resources/detection.ts";
import { scoreBatch } from "../scoring/batch/score_batch.ts";
import { describeMissing } from "./connections/describe_missing.ts";
import { readBlocks, readNames } from "./connections/read_blocks.ts";
import { writeConnections, type WrittenConnections } from "./connections/write_connections.ts";
import {
  BUCKETS_FILE,
  CONNECTIONS_FILE,
  numberFindings,
  writeFindings,
} from "./findings/finding_files.ts";
import { countHosts } from "./hosts/count_hosts.ts";
import { mergeHosts, momentOf } from "./hosts/merge_hosts.ts";
import { MODEL_CHECK } from "./model_findings/describe_excess.ts";
import { findExcess } from "./model_findings/find_excess.ts";
import type { DetectionSpecification } from "./specification.ts";
import { writeBuckets } from "./timeline/write_buckets.ts";

/** Buckets and windows that a span of time is cut into at most. */
const MOST_BUCKETS = 240;
const MOST_WINDOWS = 100;
/** No bucket and no window is shorter. */
const LEAST_WIDTH = 1000;
/** Hosts without findings that are listed, the busiest ones. */
const MOST_HOSTS = 1000;

/** Where each part of the work ends, as a share of it. */
const ENDS = { scoring: 0.45, ordering: 0.65, checking: 0.95 };

/** What the process of a detection answers. */
export type DetectionOutcome = Omit<DetectionResult, "run" | "models" | "hosts">;

/**
 * Scores every record, puts them in time order, checks the behaviour of hosts, and writes
 * connections, counts, findings and hosts to the folder. Of the records only a block is in memory.
 */
export async function detect(
  specification: DetectionSpecification,
  report: (progress: DetectionProgress) => void,
): Promise<DetectionOutcome> {
  const { staging, columns, memoryBytes } = specification;
  await Deno.mkdir(staging, { recursive: true });
  const options = { spillFolder: join(staging, "spill"), memoryBytes };
  const scores = await score(specification, report);
  report({ phase: "Ordering records by time", fraction: ENDS.scoring });
  const connections = join(staging, CONNECTIONS_FILE);
  const written = await writeConnections({
    parquet: specification.parquet,
    ...scores,
    columns,
    path: connections,
    ...options,
  });
  const base = {
    span: written.span && { from: momentOf(written.span.from), to: momentOf(written.span.to) },
    elapsed: written.isElapsed,
    records: written.records,
    connections: written.connections,
    flagged: written.flagged,
    missing: columns.missing,
  };
  if (written.connections === 0 || written.span === null) {
    await writeFindings(staging, [], []);
    const notes = [describeMissing(columns.missing)];
    return {
      ...base,
      ...{ hostsSeen: 0, unusualHosts: 0, findings: 0, checks: [], notes, interval: null },
    };
  }
  const behaviour = await checkBehaviour(specification, connections, written, report);
  report({ phase: "Writing findings", fraction: ENDS.checking });
  const span = written.span.to - written.span.from;
  const widthFor = (most: number) => Math.max(LEAST_WIDTH, niceWidth(span, most));
  const excess = scores.scores === null ? [] : await findExcess({
    connections,
    width: widthFor(MOST_WINDOWS),
    falseAlarms: specification.falseAlarms,
    baseline: specification.baseline,
    ...options,
  });
  const hosts = await hostsOf(connections, behaviour, excess, options);
  const findings = [...behaviour.findings, ...excess].sort((a, b) => b.severity - a.severity);
  const width = widthFor(MOST_BUCKETS);
  await writeBuckets({ connections, path: join(staging, BUCKETS_FILE), width, ...options });
  await writeFindings(staging, numberFindings(findings), hosts);
  return {
    ...base,
    hostsSeen: behaviour.hostsSeen,
    unusualHosts: hosts.filter(({ findings }) => findings > 0).length,
    findings: findings.length,
    checks: [
      ...behaviour.checks,
      ...(scores.scores === null
        ? []
        : [{ check: MODEL_CHECK, kind: "model" as const, findings: excess.length }]),
    ],
    notes: [...leftOut(written), ...behaviour.notes],
    interval: width / 1000,
  };
}

/** The file of scores and the names of the models in it. */
async function score(
  { models, parquet, profile, rows, staging, memoryBytes }: DetectionSpecification,
  report: (progress: DetectionProgress) => void,
): Promise<{ scores: string | null; models: string[] }> {
  if (models.length === 0) return { scores: null, models: [] };
  const batch = {
    parquet,
    profile,
    rows,
    labelColumn: null,
    labels: [],
    models,
    explain: "none" as const,
    staging,
    memoryBytes,
  };
  const result = await scoreBatch(batch, ({ fraction }) =>
    report({
      phase: `Scoring ${formatPlural(rows, "record")}`,
      fraction: fraction * ENDS.scoring,
    }));
  return {
    scores: join(staging, "scores.parquet"),
    models: result.models.map(({ name }) => name),
  };
}

async function checkBehaviour(
  { baseline, checks, timeZone, staging, memoryBytes }: DetectionSpecification,
  connections: string,
  written: WrittenConnections,
  report: (progress: DetectionProgress) => void,
): Promise<BehaviourReport> {
  const options = { spillFolder: join(staging, "spill"), memoryBytes };
  const analysis = new BehaviourAnalysis(await readNames(connections, options), {
    baseline,
    timeZone,
    ...(checks && { checks }),
  });
  let read = 0;
  let told = 0;
  for await (const block of readBlocks(connections, options)) {
    analysis.push(block);
    read += block.rows;
    if (performance.now() - told < 200) continue;
    told = performance.now();
    report({
      phase: `Checking ${formatPlural(written.connections, "connection")}`,
      fraction: ENDS.ordering + (ENDS.checking - ENDS.ordering) * read / written.connections,
    });
  }
  return analysis.finish();
}

/** Hosts with a finding, and the busiest of the others that the checks report. */
async function hostsOf(
  connections: string,
  { hosts }: BehaviourReport,
  excess: readonly Finding[],
  options: { spillFolder: string; memoryBytes: number },
): Promise<UnusualHost[]> {
  const quiet = hosts.filter(({ findings }) => findings === 0)
    .sort((a, b) => b.records - a.records).slice(0, MOST_HOSTS);
  const listed = [...hosts.filter(({ findings }) => findings > 0), ...quiet];
  const names = new Set([...listed.map(({ host }) => host), ...excess.map(({ host }) => host)]);
  return mergeHosts(listed, excess, await countHosts(connections, [...names], options));
}

function leftOut({ records, connections }: WrittenConnections): string[] {
  if (connections === records) return [];
  return [
    `${formatCount(records - connections)} of ${
      formatPlural(records, "record")
    } lack a time or an ` +
    "address; behaviour checks do not see them.",
  ];
}
