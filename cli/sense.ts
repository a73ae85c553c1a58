/**
 * `deno task sense`: packets on standard input go to a sensor of a server.
 *
 * @module
 */
import { parseArgs } from "node:util";
import type { Sensor } from "../lib/resources/sensor.ts";

const HELP = `tcpdump -i eth0 -U -w - | deno task sense [OPTION…]

Sends packets (pcap, pcapng) on standard input to a sensor of a Netsift server, until they end. Without
--sensor, it uses the sensor of the kind "packets" with the given name, and creates it if need be.

  --server URL     default http://127.0.0.1:8000
  --token TOKEN    default NETSIFT_TOKEN; it needs the scopes read, score and train
  --sensor ID
  --name NAME      default: the name of this machine
  --model ID       a model that scores each flow, of a sensor that is created; may be repeated
  --help`;

const OPTIONS = {
  server: { type: "string", default: "http://127.0.0.1:8000" },
  token: { type: "string" },
  sensor: { type: "string" },
  name: { type: "string" },
  model: { type: "string", multiple: true, default: [] as string[] },
  help: { type: "boolean", default: false },
} as const;

/** The server cannot be reached, or refuses; the message says why. */
class SenseError extends Error {
  override name = "SenseError";
}

/** A server as this command calls it. */
interface Server {
  url: string;
  headers: Record<string, string>;
}

/**
 * Runs the command.
 *
 * @param packets what is sent
 * @returns the exit code: 0, 1 when the server refuses or cannot be reached, 2 when the command is wrong
 */
export async function runSense(
  args: string[],
  packets: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<number> {
  let values: ReturnType<typeof read>;
  try {
    values = read(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${HELP}`);
    return 2;
  }
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const token = values.token ?? Deno.env.get("NETSIFT_TOKEN");
  const server = {
    url: `${values.server.replace(/\/$/, "")}/api/v1`,
    headers: { ...token && { authorization: `Bearer ${token}` } },
  };
  try {
    const id = values.sensor ??
      await findOrCreate(server, values.name ?? Deno.hostname(), values.model);
    console.error(`Sending packets to the sensor ${id}.`);
    const { records, error } = await call<{ records?: number; error?: string }>(
      server,
      `/sensors/${id}/packets`,
      { method: "POST", body: packets },
    );
    if (error !== undefined) throw new SenseError(error);
    console.error(`The packets have ended; the sensor has ${records} flows in all.`);
    return 0;
  } catch (error) {
    if (!(error instanceof SenseError)) throw error;
    console.error(error.message);
    return 1;
  }
}

function read(args: string[]) {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (URL.parse(values.server) === null) throw new TypeError("--server takes an address.");
  return values;
}

async function findOrCreate(server: Server, name: string, models: string[]): Promise<string> {
  const sensors = await call<Sensor[]>(server, "/sensors", {});
  const known = sensors.find((each) => each.kind === "packets" && each.name === name);
  if (known) return known.id;
  const { id } = await call<Sensor>(server, "/sensors", {
    method: "POST",
    body: JSON.stringify({ kind: "packets", name, models }),
  });
  return id;
}

async function call<Answer>(
  { url, headers }: Server,
  path: string,
  init: RequestInit,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(url + path, { ...init, headers });
  } catch (error) {
    throw new SenseError(`${url} cannot be reached: ${(error as Error).message}`);
  }
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  throw new SenseError(answer?.detail ?? `The server answered ${response.status}.`);
}
