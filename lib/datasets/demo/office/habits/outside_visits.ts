/**
 * Who comes from the internet: visitors of the web site, people who work from elsewhere, and those
 * who try every door.
 *
 * @module
 */
import { DAY, HOUR, isWeekend, SECOND } from "../clock.ts";
import { clientPort, tcp, tcpFailure } from "../exchange.ts";
import { ACCESS_RANGES, addressIn, addressOfCountry } from "../places.ts";
import type { Scene } from "../scene.ts";
import { subSeed } from "../sub_seed.ts";
import { createDraws } from "../../draws.ts";
import { busyTime } from "./presence.ts";

/** A day of all who come from outside. */
export function receiveOutsiders(scene: Scene): void {
  const { office } = scene;
  visitWebSite(scene);
  for (const person of office.people) {
    if (subSeed(office.seed, person.index, 0x40e) % 5 === 0) workFromElsewhere(scene, person.index);
  }
  tryDoors(scene);
}

/** Visitors of the company's web site, most of them from its own country. */
function visitWebSite(scene: Scene): void {
  const { draws, start, office: { hosts, servers, internet } } = scene;
  const visits = Math.round(
    (60 + hosts.length) * (isWeekend(start) ? 0.5 : 1) * draws.uniform(0.8, 1.2),
  );
  for (let visit = 0; visit < visits; visit++) {
    const visitor = draws.chance(0.65)
      ? addressOfCountry(draws, internet.country)
      : draws.chance(0.8)
      ? addressOfCountry(draws, draws.pick(internet.countries))
      : addressIn(draws, draws.pick(ACCESS_RANGES));
    const server = draws.pick(servers.web);
    const time = draws.chance(0.7) ? busyTime(draws, start) : start + draws.uniform(0, DAY);
    for (let part = draws.geometric(4); part > 0; part--) {
      const isEncrypted = draws.chance(0.9);
      scene.add(tcp(draws, {
        time: time + draws.uniform(0, 30) * SECOND,
        source: visitor,
        destination: server.address,
        port: isEncrypted ? 443 : 80,
        service: isEncrypted ? "ssl" : "http",
        duration: draws.exponential(10),
        sent: draws.size(1_600, 0.6),
        received: draws.size(45_000, 1.2),
      }, draws.chance(0.05) ? "RSTO" : "SF"));
    }
  }
}

/** Somebody logs in from home or from a journey, to work on a server. */
function workFromElsewhere(scene: Scene, index: number): void {
  const { draws, start, office: { seed, servers, internet } } = scene;
  if (!draws.chance(isWeekend(start) ? 0.08 : 0.3)) return;
  // Everybody has one home; its provider gives it another address every few weeks.
  const lease = Math.floor(start / (20 * DAY));
  const home = createDraws(subSeed(seed, index, lease, 0x40e));
  const country = home.chance(0.85) ? internet.country : home.pick(internet.countries);
  const isTravelling = draws.chance(0.03);
  const source = isTravelling
    ? addressOfCountry(draws, draws.pick(internet.countries))
    : addressOfCountry(home, country);
  for (let session = draws.between(1, 3); session > 0; session--) {
    scene.add(tcp(draws, {
      time: start + draws.uniform(7, 22) * HOUR,
      source,
      destination: servers.login[0].address,
      port: 22,
      service: "ssh",
      duration: draws.size(1_800, 1),
      sent: draws.size(90_000, 1),
      received: draws.size(900_000, 1.3),
    }));
  }
}

/** Programs all over the world try whether a port is open. */
function tryDoors(scene: Scene): void {
  const { draws, start, office: { servers } } = scene;
  const doors = [servers.web[0], servers.mail[0], servers.login[0]];
  for (let attempts = draws.between(40, 110); attempts > 0; attempts--) {
    const server = draws.pick(doors);
    const ends = {
      time: start + draws.uniform(0, DAY),
      source: addressIn(draws, draws.pick(ACCESS_RANGES)),
      sourcePort: clientPort(draws),
      destination: server.address,
    };
    // The login server answers only the networks of people who work there.
    const port = draws.pick(
      server.role === "login" ? [22] : [21, 22, 23, 445, 1433, 3306, 3389, 5900, 8080, 8443],
    );
    scene.add(tcpFailure(draws, { ...ends, port }, draws.chance(0.8) ? "S0" : "REJ"));
  }
}
