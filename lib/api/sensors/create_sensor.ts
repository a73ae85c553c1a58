import { invalidField } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import type { Sensor } from "../../resources/sensor.ts";
import { SourceError } from "../../sensors/source/source.ts";
import { orConflict } from "./find_sensor.ts";

/**
 * Creates a sensor.
 *
 * @throws {ProblemError} 409 where there are too many, 422 naming the field that is wrong
 */
export async function createSensor(
  { sensors }: Pick<Netsift, "sensors">,
  body: unknown,
): Promise<Sensor> {
  try {
    return await orConflict(sensors.create(body));
  } catch (error) {
    throw error instanceof SourceError ? invalidField(["folder"], error.message) : error;
  }
}
