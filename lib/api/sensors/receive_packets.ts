import { withoutPaths } from "../../base/without_paths.ts";
import { decodedBody } from "../../http/decoded_body.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import { SensorRefusedError } from "../../sensors/running_sensor.ts";
import { SensorError } from "../../sensors/sensor_service.ts";

/**
 * Hands the body of a request to a sensor.
 *
 * @returns once all that came of it is stored
 * @throws {ProblemError} 409 or 422 where the sensor does not take it, 400 where the sender breaks off
 */
export async function receivePackets(
  { sensors }: Pick<Netsift, "sensors">,
  id: string,
  request: Request,
): Promise<void> {
  try {
    await sensors.receive(id, decodedBody(request));
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    if (error instanceof SensorError) throw new ProblemError(409, error.message);
    if (error instanceof SensorRefusedError) throw new ProblemError(422, error.message);
    throw new ProblemError(
      400,
      `The stream was interrupted: ${withoutPaths((error as Error).message)}`,
    );
  }
}
