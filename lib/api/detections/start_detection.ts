import { z } from "zod";
import { detectionRequestSchema } from "../../detections/request.ts";
import { JobError } from "../../jobs/child.ts";
import { invalidField, ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import { namedId } from "../../resources/fields.ts";
import type { Detection } from "../../resources/detection.ts";
import { orConflict } from "../sensors/find_sensor.ts";

/** The body of `POST /api/v1/detections`: about a dataset, or the records that a sensor keeps. */
export const startDetectionSchema = z.union([
  detectionRequestSchema,
  detectionRequestSchema.omit({ dataset: true }).extend({
    sensor: namedId.describe("A sensor, in place of `dataset`: a dataset is made of what it keeps"),
  }),
]);

/**
 * Starts a detection.
 *
 * @throws {BusyError} when too many detections wait
 * @throws {ProblemError} 409 where a sensor keeps no records, 422 when the model cannot score the
 *   dataset
 */
export async function startDetection(netsift: Netsift, body: unknown): Promise<Detection> {
  const { detections, datasets, sensors } = netsift;
  const hasSensor = typeof body === "object" && body !== null && Object.hasOwn(body, "sensor");
  try {
    if (!hasSensor) return await detections.start(body);
    const { sensor, ...request } = body as { sensor: unknown; dataset?: unknown };
    if (request.dataset !== undefined) {
      throw invalidField(["sensor"], "Give a dataset or a sensor, not both.");
    }
    const id = namedId.safeParse(sensor).data;
    if (id === undefined || !sensors.get(id)) {
      throw invalidField(["sensor"], "There is no such sensor.");
    }
    const { id: dataset } = await orConflict(sensors.createDataset(id, {}));
    try {
      return await detections.start({ ...request, dataset });
    } catch (error) {
      await datasets.delete(dataset);
      throw error;
    }
  } catch (error) {
    throw error instanceof JobError ? new ProblemError(422, error.message) : error;
  }
}
