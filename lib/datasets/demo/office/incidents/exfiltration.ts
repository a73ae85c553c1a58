import { tcp } from "../exchange.ts";
import { newAddress, pickActor, type ScriptWriter, spread, type Stage } from "./stage.ts";

/** Where stolen data goes, and by what. */
interface Way {
  addresses: readonly string[];
  port: number;
  service: string;
}

/**
 * Much data leaves for an address that is new to the office, within minutes or hours. Half the
 * strength is half the data.
 */
export const exfiltrationToNew: ScriptWriter = (stage) => {
  const [port, service] = stage.draws.weighted<[number, string]>([
    [[443, "ssl"], 6],
    [[22, "ssh"], 2],
    [[80, "http"], 1],
    [[21, "ftp"], 1],
  ]);
  return exfiltrate(stage, { addresses: [newAddress(stage)], port, service }, 600_000_000);
};

/** Much data leaves for the cloud storage that everybody uses. Half the strength is half the data. */
export const exfiltrationToCloud: ScriptWriter = (stage) => {
  const { addresses } = stage.office.internet.cloud.storage;
  return exfiltrate(stage, { addresses, port: 443, service: "ssl" }, 1_500_000_000);
};

function exfiltrate(stage: Stage, way: Way, medianBytes: number): ReturnType<ScriptWriter> {
  const { draws, amount } = stage;
  const { host, time } = pickActor(stage, draws.uniform(0.3, 3));
  const bytes = amount * draws.size(medianBytes, 0.6);
  const parts = draws.between(3, 40);
  return {
    hosts: [host.address],
    affected: [],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, parts)) {
        const sent = Math.round((bytes / parts) * draws.uniform(0.5, 1.5));
        add(tcp(draws, {
          time: moment,
          source: host.address,
          destination: draws.pick(way.addresses),
          port: way.port,
          service: way.service,
          duration: sent / draws.uniform(1e6, 8e6) + draws.exponential(1),
          sent,
          received: draws.size(9_000, 0.7),
        }));
      }
    },
  };
}
