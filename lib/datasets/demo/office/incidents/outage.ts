import { isWeekend, SECOND } from "../clock.ts";
import type { OfficeConnection } from "../connection.ts";
import { tcpFailure } from "../exchange.ts";
import { runningHours } from "../habits/presence.ts";
import type { ServerRole } from "../hosts/host.ts";
import { pickHours, type ScriptWriter, spread } from "./stage.ts";

/** Ports on which clients of a server try again. */
const PORTS: Partial<Record<ServerRole, number>> = {
  files: 445,
  mail: 993,
  web: 443,
  directory: 389,
  database: 5432,
};

/**
 * A server answers nobody for some hours and does nothing itself; clients try again. Half the
 * strength is half the time.
 */
export const outage: ScriptWriter = (stage) => {
  const { office, draws, start, amount } = stage;
  const role = draws.pick(
    isWeekend(start)
      ? ["mail", "web", "directory"] as const
      : ["files", "mail", "web", "directory", "database"] as const,
  );
  const server = draws.pick(office.servers[role]);
  const time = pickHours(stage, amount * draws.uniform(1.5, 5));
  const isRefusing = draws.chance(0.3);
  const clients = office.people.filter((person) =>
    runningHours(office, person, start).some(({ from, to }) => from < time.from && to > time.to)
  );
  return {
    hosts: [server.address],
    affected: office.hosts.filter((host) => host !== server).flatMap(({ address, address6 }) =>
      address6 ? [address, address6] : [address]
    ),
    ...time,
    alter(connection) {
      if (connection.time < time.from || connection.time >= time.to) return true;
      if (connection.source === server.address) return false;
      if (connection.destination === server.address) fail(connection, isRefusing);
      return true;
    },
    play(draws, add) {
      for (const client of clients) {
        if (!draws.chance(0.5)) continue;
        for (const moment of spread(draws, time, draws.geometric(3))) {
          for (let again = draws.between(1, 3); again > 0; again--) {
            const ends = {
              source: client.address,
              destination: server.address,
              port: PORTS[role]!,
            };
            const attempt = { ...ends, time: moment + again * 5 * SECOND };
            if (attempt.time < time.to) add(tcpFailure(draws, attempt, isRefusing ? "REJ" : "S0"));
          }
        }
      }
    },
  };
};

/** Makes a connection that was answered one that was not. */
function fail(connection: OfficeConnection, isRefusing: boolean): void {
  connection.label = "outage";
  const isTcp = connection.protocol === "tcp";
  const isRefused = isTcp && isRefusing;
  connection.destinationPackets = isRefused ? 1 : 0;
  connection.service = isTcp ? "" : connection.service;
  if (connection.protocol !== "icmp") connection.state = isRefused ? "REJ" : "S0";
  if (connection.protocol !== "icmp") connection.history = isTcp ? isRefused ? "Sr" : "S" : "D";
  if (isTcp) connection.sourcePackets = 1;
  const isSilent = connection.sourcePackets === 1 && !isRefused;
  connection.duration = isSilent ? NaN : isRefused ? 0.001 : connection.duration;
  if (isTcp) connection.sourceBytes = 0;
  connection.destinationBytes = 0;
}
