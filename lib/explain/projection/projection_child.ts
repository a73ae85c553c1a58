/**
 * The process that makes one projection and writes it into a file.
 *
 * @module
 */
import { runChild } from "../../jobs/child_main.ts";
import { Eta } from "../../base/pace/eta.ts";
import { project, type ProjectionSpecification } from "./project.ts";
import type { ProjectedRows, ProjectionProgress, ProjectionRequest } from "./types.ts";

/** What the process is told. */
export interface ProjectionOrder {
  specification: ProjectionSpecification;
  /** The file to make. */
  target: string;
}

/** What the file holds. */
export interface StoredProjection {
  version: 1;
  request: ProjectionRequest;
  points: ProjectedRows;
}

if (import.meta.main) {
  await runChild<ProjectionOrder, ProjectionProgress, null>(
    async ({ specification, target }, report) => {
      const eta = new Eta(performance.now());
      const points = await project(
        specification,
        (phase, fraction) =>
          report({ phase, fraction, etaSeconds: eta.estimate(fraction, performance.now()) }),
      );
      const stored: StoredProjection = { version: 1, request: specification.request, points };
      await Deno.writeTextFile(target, JSON.stringify(stored));
      return null;
    },
  );
}
