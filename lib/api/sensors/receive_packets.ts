import { withoutPaths } from "../../base/without_paths.ts";
import { decodedBody } from "../../http/decoded_body.ts";
import { ProblemError } from "../../http/problem.ts";
import type { Netsift } from "../../netsift.ts";
import { SensorRefusedError } from "../../sensors/running_sensor.ts";
import { SensorError } from "../../sensors/sensor_service.ts";

/**
 * Hands the body of a request to a sensor. The answer begins once the first packets are taken, for a
 * wire may be silent for long and a request without an answer is not waited for; it ends with one line
 * of JSON: how many records the sensor has, or why it takes no more.
 *
 * @throws {ProblemError} 409 or 422 where the sensor does not take the first packets, 400 where the
 *   sender breaks off before
 */
export async function answerPackets(
  { sensors }: Pick<Netsift, "sensors">,
  id: string,
  request: Request,
): Promise<Response> {
  const taken = Promise.withResolvers<void>();
  const received = sensors.receive(id, decodedBody(request), () => taken.resolve());
  received.catch(() => {});
  try {
    await Promise.race([taken.promise, received]);
  } catch (error) {
    throw asProblem(error);
  }
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
    async pull(controller) {
      const line = await received.then(
        () => ({ records: sensors.get(id)?.health.records ?? 0 }),
        (error) => ({ error: asProblem(error).message }),
      );
      controller.enqueue(new TextEncoder().encode(`${JSON.stringify(line)}\n`));
      controller.close();
    },
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: { "content-type": "application/x-ndjson", "cache-control": "no-store, no-transform" },
  });
}

function asProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof SensorError) return new ProblemError(409, error.message);
  if (error instanceof SensorRefusedError) return new ProblemError(422, error.message);
  const message = withoutPaths((error as Error).message);
  return new ProblemError(400, `The stream was interrupted: ${message}`);
}
