import { HourlyHistory } from "../history/hourly_history.ts";
import { Places } from "../network/places.ts";
import { Beacon } from "./behaviour/beacon.ts";
import type { Check } from "./check.ts";
import { FewerConnections } from "./volume/fewer_connections.ts";
import { FirstContact } from "./behaviour/first_contact.ts";
import { HorizontalScan } from "./behaviour/horizontal_scan.ts";
import { LongConnection } from "./behaviour/long_connection.ts";
import { CONNECTIONS, FAILURES, MoreConnections } from "./volume/more_connections.ts";
import { MoreTraffic } from "./volume/more_traffic.ts";
import { NewCountry } from "./geography/new_country.ts";
import { NewServer } from "./behaviour/new_server.ts";
import { NewUpload } from "./behaviour/new_upload.ts";
import { OddPort } from "./protocol/odd_port.ts";
import { PasswordGuessing } from "./behaviour/password_guessing.ts";
import { RareProtocol } from "./protocol/rare_protocol.ts";
import { DNS_CHANNEL, ICMP_CHANNEL, Tunnel } from "./protocol/tunnel.ts";
import { PairFlood } from "./volume/pair_flood.ts";
import { Unanswered } from "./volume/unanswered.ts";
import { ALL_MOVED, INSIDE_MOVED, UnusualHour } from "./time/unusual_hour.ts";
import { VerticalScan } from "./behaviour/vertical_scan.ts";

/** What checks share: the hourly counts of the past and the places of addresses. */
export interface Shared {
  past: HourlyHistory;
  places: Places;
}

/** The checks, each created for one analysis. */
const CHECKS: ((shared: Shared) => Check)[] = [
  ({ past }) => new MoreConnections("more-connections", CONNECTIONS, past),
  ({ past }) => new MoreConnections("more-failures", FAILURES, past),
  ({ past }) => new FewerConnections(past),
  ({ past }) => new Unanswered(past),
  ({ past }) => new MoreTraffic(past),
  () => new PairFlood(),
  () => new OddPort(),
  () => new RareProtocol(),
  ({ past }) => new Tunnel(DNS_CHANNEL, past),
  ({ past }) => new Tunnel(ICMP_CHANNEL, past),
  ({ past }) => new UnusualHour("unusual-hour", ALL_MOVED, past),
  ({ past }) => new UnusualHour("unusual-hour-inside", INSIDE_MOVED, past),
  () => new VerticalScan(),
  () => new HorizontalScan(),
  () => new PasswordGuessing(),
  () => new Beacon(),
  () => new LongConnection(),
  () => new NewUpload(),
  () => new FirstContact(),
  () => new NewServer(),
  ({ places }) => new NewCountry(places),
];

/** The names of all checks, in their order. */
export function checkNames(): string[] {
  const shared = { past: new HourlyHistory(), places: new Places() };
  return makeChecks(shared).map(({ name }) => name);
}

/**
 * Makes checks.
 *
 * @param names of those wanted; all where it is not given
 * @throws {RangeError} when there is no check of a name
 */
export function makeChecks(shared: Shared, names?: readonly string[]): Check[] {
  const checks = CHECKS.map((make) => make(shared));
  for (const name of names ?? []) {
    if (checks.some((check) => check.name === name)) continue;
    throw new RangeError(
      `There is no check "${name}". Checks: ${checks.map((check) => check.name).join(", ")}.`,
    );
  }
  return names ? checks.filter(({ name }) => names.includes(name)) : checks;
}
