import { tcp } from "../exchange.ts";
import { newAddress, pickActor, type ScriptWriter, spread } from "./stage.ts";

const PORTS: Record<string, readonly number[]> = {
  http: [81, 1080, 4444, 6667, 7777, 8000, 8088, 8888, 9001, 31_337],
  ssl: [444, 1443, 2083, 4433, 4443, 7443, 8444, 9443, 10_443],
  ssh: [24, 222, 443, 2022, 2222, 8022, 10_022],
};

/**
 * Somebody speaks HTTP, TLS or SSH to an outside address on a port where it is not expected. Half the
 * strength is half as many connections.
 */
export const oddPort: ScriptWriter = (stage) => {
  const { draws, amount } = stage;
  const service = draws.weighted([["http", 5], ["ssl", 3], ["ssh", 2]]);
  const port = draws.pick(PORTS[service]);
  const { host, time } = pickActor(stage, draws.uniform(1, 5));
  const count = Math.round(amount * draws.between(12, 60));
  const destination = newAddress(stage);
  return {
    hosts: [host.address],
    affected: [],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, count)) {
        add(tcp(draws, {
          time: moment,
          source: host.address,
          destination,
          port,
          service,
          duration: draws.exponential(10),
          sent: draws.size(2_500, 1),
          received: draws.size(7_000, 1),
        }, draws.chance(0.05) ? "RSTO" : "SF"));
      }
    },
  };
};
