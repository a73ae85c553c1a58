import type { Draws } from "../../draws.ts";
import { HOUR, MINUTE } from "../clock.ts";
import type { OfficeConnection } from "../connection.ts";
import { tcp, tcpFailure } from "../exchange.ts";
import type { Host } from "../hosts/host.ts";
import type { Office } from "../hosts/office.ts";
import { pickActor, type ScriptWriter, spread, type Stage } from "./stage.ts";

/** Ports that machines of a kind answer on. */
function openPorts({ role }: Host): readonly number[] {
  switch (role) {
    case "web":
      return [22, 80, 443];
    case "files":
    case "directory":
      return [22, 88, 135, 389, 445];
    case "mail":
      return [22, 25, 587, 993];
    case "database":
      return [22, 5432];
    case "printer":
      return [80, 443, 9100];
    case "person":
      return [135, 445, 3389];
    default:
      return [22];
  }
}

/** A machine tries many ports of another. Half the strength is half as many ports. */
export const verticalScan: ScriptWriter = (stage) => {
  const { office, draws, amount } = stage;
  const { host, time } = pickActor(stage, draws.uniform(0.5, 40) * MINUTE / HOUR);
  const victim = draws.pick(Object.values(office.servers).flat().filter((each) => each !== host));
  const count = Math.round(amount * draws.size(700, 0.6));
  const isSilent = draws.chance(0.4);
  return {
    hosts: [host.address],
    affected: [victim.address],
    ...time,
    play(draws, add) {
      for (const moment of spread(draws, time, count)) {
        const port = draws.between(1, draws.chance(0.7) ? 1_024 : 65_535);
        const isOpen = openPorts(victim).includes(port);
        add(
          knock(draws, { time: moment, host, destination: victim.address, port, isOpen, isSilent }),
        );
      }
    },
  };
};

/** A machine tries one port of many addresses over hours. Half the strength is half as many. */
export const slowScan: ScriptWriter = (stage) =>
  scanHorizontally(stage, {
    hours: stage.draws.uniform(3, 7),
    addresses: stage.draws.between(50, 180),
    ports: 1,
  });

/** A machine tries a few ports of many addresses in minutes. Half the strength is half as many. */
export const fastScan: ScriptWriter = (stage) =>
  scanHorizontally(stage, {
    hours: stage.draws.uniform(1, 15) * MINUTE / HOUR,
    addresses: stage.draws.between(150, 600),
    ports: stage.draws.between(1, 3),
  });

function scanHorizontally(
  stage: Stage,
  { hours, addresses, ports }: { hours: number; addresses: number; ports: number },
): ReturnType<ScriptWriter> {
  const { office, draws, amount } = stage;
  const { host, time } = pickActor(stage, hours);
  const tried = Array.from(
    { length: ports },
    () => draws.pick([22, 23, 80, 135, 139, 443, 445, 1433, 3306, 3389, 5432, 5900, 5985, 8080]),
  );
  const targets = Array.from(
    { length: Math.max(3, Math.round(amount * addresses)) },
    (_, place) => `${office.prefix}.${[20, 10, 11, 30, 40][place % 5]}.${1 + draws.integer(254)}`,
  ).filter((address) => address !== host.address);
  const known = knownHosts(office);
  const present = targets.filter((address) => known.has(address));
  return {
    hosts: [host.address],
    affected: present,
    ...time,
    play(draws, add) {
      const moments = spread(draws, time, targets.length);
      for (const [place, destination] of targets.entries()) {
        for (const port of tried) {
          const machine = known.get(destination);
          const isOpen = machine !== undefined && openPorts(machine).includes(port);
          // Machines refuse; addresses without one are silent.
          const isSilent = machine === undefined || draws.chance(0.3);
          add(knock(draws, { time: moments[place], host, destination, port, isOpen, isSilent }));
        }
      }
    },
  };
}

function knownHosts({ hosts }: Office): Map<string, Host> {
  return new Map(hosts.map((host) => [host.address, host]));
}

interface Knock {
  time: number;
  host: Host;
  destination: string;
  port: number;
  isOpen: boolean;
  isSilent: boolean;
}

/** One try of a scan. */
function knock(draws: Draws, { host, isOpen, isSilent, ...ends }: Knock): OfficeConnection {
  const attempt = { ...ends, source: host.address };
  if (!isOpen) return tcpFailure(draws, attempt, isSilent ? "S0" : "REJ");
  const nothing = { service: "", duration: draws.exponential(0.01), sent: 0, received: 0 };
  return tcp(draws, { ...attempt, ...nothing }, "RSTO");
}
