/**
 * How people use the servers of their office.
 *
 * @module
 */
import { MINUTE, SECOND } from "../clock.ts";
import { tcp, tcpFailure, udp } from "../exchange.ts";
import type { Host, Person } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, type Stretch } from "../scene.ts";
import { lookUp } from "./name_lookup.ts";

/** Everything of a stretch of work. */
export function useServers(scene: Scene, person: Person, working: Stretch): void {
  logIn(scene, person, working);
  workOnFiles(scene, person, working);
  readMail(scene, person, working);
  useIntranet(scene, person, working);
  print(scene, person, working);
  if (person.habits.usesDatabase) askDatabase(scene, person, working);
  if (person.habits.isAdministrator) administer(scene, person, working);
}

/** The server of a kind that somebody's department uses. */
function ownServer(servers: readonly Host[], person: Person): Host {
  return servers[person.habits.department % servers.length];
}

/** Tickets and directory at the beginning, and now and then during the day. */
function logIn(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  const ask = (time: number) => {
    const server = draws.pick(servers.directory);
    const ends = { source: person.address, destination: server.address };
    scene.add(tcp(draws, {
      ...ends,
      time,
      port: 88,
      service: "krb_tcp",
      duration: draws.exponential(0.01),
      sent: draws.between(1_400, 2_100),
      received: draws.between(1_500, 2_300),
    }));
    scene.add(tcp(draws, {
      ...ends,
      time: time + 120,
      port: 389,
      service: "ldap_tcp",
      duration: draws.exponential(2),
      sent: draws.size(2_600, 0.4),
      received: draws.size(7_000, 0.8),
    }));
  };
  for (let request = draws.between(2, 4); request > 0; request--) {
    ask(working.from + draws.exponential(20) * SECOND);
  }
  atRandom(scene, working, 0.8, ask);
}

/** Documents on the file server, most of them small. */
function workOnFiles(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  const { pace, sizes } = person.habits;
  atRandom(scene, working, 1.8 * pace, (time) => {
    const server = draws.chance(0.9) ? ownServer(servers.files, person) : draws.pick(servers.files);
    const isSave = draws.chance(0.35);
    const bytes = draws.size(700_000 * sizes, 1.8);
    scene.add(tcp(draws, {
      time,
      source: person.address,
      destination: server.address,
      port: 445,
      service: "gssapi,smb",
      duration: bytes / 3e7 + draws.exponential(240),
      sent: isSave ? bytes : draws.size(9_000, 0.8),
      received: isSave ? draws.size(8_000, 0.7) : bytes,
    }));
  });
}

/** The mail program looks for new mail by a timer; now and then somebody sends one. */
function readMail(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  const ends = { source: person.address, destination: servers.mail[0].address, service: "ssl" };
  byTimer(scene, working, person.habits.mailMinutes * MINUTE, 0.02, (time) =>
    scene.add(tcp(draws, {
      ...ends,
      time,
      port: 993,
      duration: draws.exponential(1.5),
      sent: draws.between(1_100, 1_600),
      received: draws.chance(0.25) ? draws.size(40_000, 1.3) : draws.between(2_400, 3_600),
    })));
  atRandom(scene, working, 0.9 * person.habits.pace, (time) =>
    scene.add(tcp(draws, {
      ...ends,
      time,
      port: 587,
      duration: draws.exponential(1.2),
      sent: draws.size(18_000, 1.5),
      received: draws.between(2_800, 3_500),
    })));
}

function useIntranet(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  atRandom(scene, working, 1.2 * person.habits.pace, (time) => {
    if (draws.chance(0.5)) lookUp(scene, person, time - 30);
    const server = draws.pick(servers.web);
    for (let part = draws.geometric(2.5); part > 0; part--) {
      scene.add(tcp(draws, {
        time: time + draws.uniform(0, 1) * SECOND,
        source: person.address,
        destination: server.address,
        port: 443,
        service: "ssl",
        duration: draws.exponential(8),
        sent: draws.size(2_200, 0.7),
        received: draws.size(28_000, 1.2),
      }));
    }
  });
}

function print(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { printers } } = scene;
  atRandom(scene, working, 0.22 * person.habits.pace, (time) => {
    const printer = draws.chance(0.93) ? printers[person.habits.printer] : draws.pick(printers);
    const ends = { time, source: person.address, destination: printer.address, port: 9100 };
    // Somebody switched it off, or it is out of paper and busy.
    if (draws.chance(0.03)) return scene.add(tcpFailure(draws, ends, "S0"));
    const bytes = draws.size(900_000, 1.2);
    scene.add(tcp(draws, {
      ...ends,
      service: "",
      duration: bytes / 1e6 + draws.exponential(4),
      sent: bytes,
      received: draws.between(0, 400),
    }));
    scene.add(udp(draws, {
      time: time - 200,
      source: person.address,
      destination: printer.address,
      port: 161,
      service: "snmp",
      duration: 0.004,
      sent: draws.between(60, 180),
      received: draws.between(80, 240),
    }));
  });
}

function askDatabase(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  atRandom(scene, working, 2 * person.habits.pace, (time) =>
    scene.add(tcp(draws, {
      time,
      source: person.address,
      destination: ownServer(servers.database, person).address,
      port: 5432,
      service: "postgresql",
      duration: draws.exponential(120),
      sent: draws.size(6_000, 1),
      received: draws.size(90_000 * person.habits.sizes, 1.6),
    })));
}

/** Administrators log in to servers, by shell and by desktop. */
function administer(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { servers } } = scene;
  const all = Object.values(servers).flat();
  atRandom(scene, working, 1.1, (time) => {
    const isShell = draws.chance(0.7);
    scene.add(tcp(draws, {
      time,
      source: person.address,
      destination: draws.pick(all).address,
      port: isShell ? 22 : 3389,
      service: isShell ? "ssh" : "rdp",
      duration: draws.size(400, 1.2),
      sent: draws.size(20_000, 1.2),
      received: draws.size(isShell ? 60_000 : 4_000_000, 1.2),
    }));
  });
}
