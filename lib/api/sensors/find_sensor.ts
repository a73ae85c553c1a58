import { notFound, ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import type { Sensor } from "../../resources/sensor.ts";
import { SensorError } from "../../sensors/sensor_service.ts";

/**
 * The sensor of an address.
 *
 * @throws {ProblemError} 404 where there is none
 */
export function findSensor({ sensors }: Pick<Netsift, "sensors">, id: string): Sensor {
  const sensor = sensors.get(id);
  if (!sensor) throw notFound("sensor", id);
  return sensor;
}

/**
 * What a sensor gives, its refusals as problems.
 *
 * @throws {ProblemError} 409 where it cannot be done with the sensor as it is
 */
export async function orConflict<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SensorError ? new ProblemError(409, error.message) : error;
  }
}
