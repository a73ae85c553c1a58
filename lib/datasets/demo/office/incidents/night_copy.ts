import { HOUR } from "../clock.ts";
import { tcp } from "../exchange.ts";
import { pickWorkstation, type ScriptWriter, spread } from "./stage.ts";

/**
 * A workstation copies gigabytes from the file server or the database between one and five in the
 * morning. Half the strength is half the data.
 */
export const nightCopy: ScriptWriter = (stage) => {
  const { office, draws, start, amount } = stage;
  const host = pickWorkstation(stage);
  const isFiles = draws.chance(0.8);
  const server = draws.pick(isFiles ? office.servers.files : office.servers.database);
  const from = start + draws.uniform(1, 4) * HOUR;
  const time = { from, to: from + draws.uniform(0.2, 1) * HOUR };
  const bytes = amount * draws.size(1_500_000_000, 0.7);
  const parts = draws.between(2, 25);
  return {
    hosts: [host.address],
    affected: [server.address],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, parts)) {
        const received = Math.round((bytes / parts) * draws.uniform(0.5, 1.5));
        add(tcp(draws, {
          time: moment,
          source: host.address,
          destination: server.address,
          port: isFiles ? 445 : 5432,
          service: isFiles ? "gssapi,smb" : "postgresql",
          duration: received / 4e7 + draws.exponential(5),
          sent: draws.size(200_000, 0.5),
          received,
        }));
      }
    },
  };
};
