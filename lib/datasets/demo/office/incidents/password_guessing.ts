import { HOUR, MINUTE } from "../clock.ts";
import { tcp } from "../exchange.ts";
import { addressOfCountry } from "../places.ts";
import { pickActor, pickHours, type ScriptWriter, spread, type Stage } from "./stage.ts";

/** What is guessed from inside, on which kind of server. */
const INSIDE = [
  { port: 22, service: "ssh", role: "login" },
  { port: 22, service: "ssh", role: "database" },
  { port: 445, service: "gssapi,ntlm,smb", role: "files" },
  { port: 3389, service: "rdp", role: "directory" },
] as const;

/**
 * Passwords are tried by the hundred, from inside or outside. Half the strength is half as many
 * attempts.
 */
export const passwordGuessing: ScriptWriter = (stage) => {
  const { draws, amount } = stage;
  const hours = draws.uniform(10, 90) * MINUTE / HOUR;
  const attempts = Math.round(amount * draws.size(350, 0.5));
  const { source, hosts, affected, destination, port, service, time } = draws.chance(0.5)
    ? fromInside(stage, hours)
    : fromOutside(stage, hours);
  return {
    hosts,
    affected,
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, attempts)) {
        add(tcp(draws, {
          time: moment,
          source,
          destination,
          port,
          service,
          duration: draws.uniform(1, 6),
          sent: draws.between(1_100, 2_600),
          received: draws.between(1_500, 3_200),
        }, draws.chance(0.6) ? "SF" : draws.chance(0.5) ? "RSTO" : "RSTR"));
      }
    },
  };
};

function fromInside(stage: Stage, hours: number) {
  const { office, draws } = stage;
  const { port, service, role } = draws.pick(INSIDE);
  const { host, time } = pickActor(stage, hours);
  const server = draws.pick(office.servers[role]);
  return {
    source: host.address,
    destination: server.address,
    hosts: [host.address],
    affected: [server.address],
    port,
    service,
    time,
  };
}

function fromOutside(stage: Stage, hours: number) {
  const { office, draws } = stage;
  const source = addressOfCountry(draws, draws.pick(office.internet.countries));
  const server = office.servers.login[0];
  return {
    source,
    destination: server.address,
    hosts: [server.address, source],
    affected: [],
    port: 22,
    service: "ssh",
    time: pickHours(stage, hours),
  };
}
