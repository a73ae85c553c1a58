import { tcp, tcpFailure } from "../exchange.ts";
import { pickActor, type ScriptWriter, spread } from "./stage.ts";

/** Ways into a machine, in Zeek's words. */
const WAYS: readonly [port: number, service: string][] = [
  [445, "gssapi,ntlm,smb"],
  [3389, "rdp"],
  [5985, "http"],
  [135, "dce_rpc"],
  [22, "ssh"],
];

/**
 * A machine logs in to others to which it never spoke: five at full strength, three at half. Some of
 * the others refuse.
 */
export const lateralMovement: ScriptWriter = (stage) => {
  const { office, draws, amount } = stage;
  const { host, time } = pickActor(stage, draws.uniform(0.3, 4));
  const [port, service] = draws.pick(WAYS);
  const candidates = office.people.filter((person) => person !== host);
  const count = Math.min(candidates.length, amount === 1 ? 5 : 3);
  const targets = new Set<string>();
  while (targets.size < count) targets.add(draws.pick(candidates).address);
  const failures = draws.uniform(0, 0.3);
  return {
    hosts: [host.address],
    affected: [...targets],
    ...time,
    play(draws, add) {
      const moments = spread(draws, time, targets.size);
      for (const [place, destination] of [...targets].entries()) {
        for (let visits = draws.between(1, 4); visits > 0; visits--) {
          const ends = { time: moments[place], source: host.address, destination, port };
          if (draws.chance(failures)) add(tcpFailure(draws, ends, "REJ"));
          add(tcp(draws, {
            ...ends,
            service,
            duration: draws.exponential(60),
            sent: draws.size(60_000, 1.3),
            received: draws.size(40_000, 1.2),
          }));
        }
      }
    },
  };
};
