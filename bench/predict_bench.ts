/**
 * How long one prediction takes over HTTP at 200 requests a second, client and server on the same
 * cores: median and 99th percentile in milliseconds, measured from the moment at which a request was
 * due, or from that at which it was sent if that came first. The goal (2 ms and 10 ms) is the peer.
 *
 * @module
 */
import { Client } from "../testing/client.ts";
import { startServer } from "../testing/server.ts";
import { HttpConnections } from "./http_connections.ts";
import { trainModels } from "./kdd_models.ts";
import { predictSteadily } from "./predictions.ts";
import { report } from "./report.ts";

const GOALS = [["p50", 0.5, 2], ["p99", 0.99, 10]] as const;
const PER_SECOND = 200;

const seconds = Deno.args.includes("--quick") ? 3 : 30;
await using server = await startServer();
const client = new Client(server.url);
using connections = new HttpConnections(server.url);
const { models, records } = await trainModels(client);

for (const { kind, id } of models) {
  await measure(id, 2);
  const times = (await measure(id, seconds)).sort((a, b) => a - b);
  for (const [name, quantile, goal] of GOALS) {
    const ours = times[Math.floor((times.length - 1) * quantile)];
    report({
      bench: "predict",
      case: `${kind} ${name}`,
      unit: "ms",
      ours,
      peers: { goal },
      ratios: { goal: goal / ours },
    });
  }
}

function measure(model: string, seconds: number): Promise<number[]> {
  return predictSteadily(connections, { model, records, perSecond: PER_SECOND, seconds });
}
