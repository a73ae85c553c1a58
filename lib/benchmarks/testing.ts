import type { ReproducedRow, ReproductionReport } from "./report.ts";

/** A row with what a test is about. */
export function reproducedRow(changes: Partial<ReproducedRow> = {}): ReproducedRow {
  return {
    project: "2",
    data: "KDD'99 `corrected`, ten features",
    model: "Isolation Forest",
    metric: "accuracy",
    reported: 0.91,
    ours: 0.9166,
    std: 0.0042,
    reached: true,
    protocol: "normal rows only",
    usesTest: false,
    seeds: [1, 2],
    ...changes,
  };
}

/** A report with these rows. */
export function reproductionReport(rows: ReproducedRow[]): ReproductionReport {
  return {
    version: "1.2.3",
    quick: false,
    seeds: [1, 2],
    projects: ["1", "2", "4"].map((project) => ({ project, title: "KDD'99", summary: "All." })),
    rows,
    best: [],
    perClass: [{
      project: "1",
      data: "KDD'99",
      models: ["Autoencoder"],
      labels: [{ label: "normal", attack: false, rows: 1000, flagged: [0.05] }],
    }],
    skipped: [{ project: "4", reason: "x.csv.gz is not in the data folder." }],
    times: {
      finishedAt: "2026-11-25T22:00:00.000Z",
      seconds: 100,
      cores: 2,
      models: [{ project: "2", data: "KDD'99", model: "Forest", fitMs: 150, scoreMs: 1200 }],
    },
  };
}
