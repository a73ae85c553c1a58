/**
 * What servers do among themselves and for the outside.
 *
 * @module
 */
import { HOUR, isWeekend, MINUTE, SECOND } from "../clock.ts";
import { echo, tcp, udp } from "../exchange.ts";
import type { Host } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, wholeDay } from "../scene.ts";
import { askOutside, lookUp } from "./name_lookup.ts";
import { busyTime } from "./presence.ts";
import { connectTo } from "./web_visit.ts";

/** A day of all servers. */
export function runServers(scene: Scene): void {
  const { office: { servers } } = scene;
  for (const server of Object.values(servers).flat()) keepServer(scene, server);
  for (const server of servers.names) refreshNames(scene, server);
  for (const server of servers.web) readDatabase(scene, server);
  exchangeMail(scene, servers.mail[0]);
  backUp(scene, servers.backup[0]);
  watch(scene, servers.monitor[0]);
}

/** Time, names, updates and reports of any server. */
function keepServer(scene: Scene, server: Host): void {
  const { draws, office: { servers, internet } } = scene;
  const day = wholeDay(scene);
  byTimer(scene, day, 1_024 * SECOND, 0.005, (time) =>
    scene.add(udp(draws, {
      time,
      source: server.address,
      sourcePort: 123,
      destination: server.role === "directory"
        ? internet.timeServers[0]
        : servers.directory[0].address,
      port: 123,
      service: "ntp",
      duration: draws.uniform(0.0005, 0.02),
      sent: 48,
      received: 48,
    })));
  atRandom(scene, day, 3, (time) => lookUp(scene, server, time));
  byTimer(scene, day, 6 * HOUR, 0.1, (time) => {
    lookUp(scene, server, time - 30);
    connectTo(scene, server, internet.cloud.updates, {
      time,
      sent: draws.size(3_000, 0.4),
      received: draws.chance(0.1) ? draws.size(8e7, 0.8) : draws.size(60_000, 0.6),
      duration: draws.exponential(4),
    });
  });
  if (server.role === "monitor" || server.role === "directory") return;
  atRandom(scene, day, 0.7, (time) =>
    scene.add(tcp(draws, {
      time,
      source: server.address,
      destination: servers.directory[0].address,
      port: 389,
      service: "ldap_tcp",
      duration: draws.exponential(1),
      sent: draws.size(1_500, 0.4),
      received: draws.size(3_000, 0.6),
    })));
}

/** Names that are asked for often are renewed before they expire. */
function refreshNames(scene: Scene, server: Host): void {
  atRandom(scene, wholeDay(scene), 12, (time) => askOutside(scene, server, time, 0.05));
}

function readDatabase(scene: Scene, web: Host): void {
  const { draws, office: { servers } } = scene;
  const ask = (time: number) =>
    scene.add(tcp(draws, {
      time,
      source: web.address,
      destination: servers.database[web.index % servers.database.length].address,
      port: 5432,
      service: "postgresql",
      duration: draws.exponential(30),
      sent: draws.size(20_000, 0.9),
      received: draws.size(300_000, 1),
    }));
  atRandom(scene, wholeDay(scene), 4, ask);
  for (let more = draws.between(60, 110); more > 0; more--) ask(busyTime(draws, scene.start));
}

/** Mail from and to others, more of it while people work. */
function exchangeMail(scene: Scene, mail: Host): void {
  const { draws, office: { people, internet } } = scene;
  const share = isWeekend(scene.start) ? 0.25 : 1;
  const messages = Math.round(people.length * share * draws.uniform(10, 14));
  for (let message = 0; message < messages; message++) {
    const time = draws.chance(0.75)
      ? busyTime(draws, scene.start)
      : scene.start + draws.uniform(0, 24 * HOUR);
    const other = internet.mailServers[Math.floor(60 * draws.next() ** 2)];
    const isInbound = draws.chance(0.65);
    scene.add(tcp(draws, {
      time,
      source: isInbound ? other : mail.address,
      destination: isInbound ? mail.address : other,
      port: 25,
      service: draws.chance(0.85) ? "smtp,ssl" : "smtp",
      duration: draws.exponential(2),
      sent: draws.size(24_000, 1.4),
      received: draws.between(600, 3_200),
    }));
    if (draws.chance(0.7)) lookUp(scene, mail, time - 100);
  }
}

/** Each night all servers are copied, with whole copies at the weekend. */
function backUp(scene: Scene, backup: Host): void {
  const { draws, start, office: { servers, internet } } = scene;
  let time = start + HOUR + draws.uniform(0, 5) * MINUTE;
  const share = isWeekend(start) ? 4 : 1;
  for (const server of Object.values(servers).flat()) {
    if (server === backup) continue;
    const heavy = server.role === "files" || server.role === "database" || server.role === "mail";
    const bytes = Math.round(share * draws.size(heavy ? 6e9 : 4e8, 0.25));
    const duration = bytes / 9e7;
    scene.add(tcp(draws, {
      time,
      source: backup.address,
      destination: server.address,
      port: 22,
      service: "ssh",
      duration,
      sent: draws.size(2_000_000, 0.2),
      received: bytes,
    }));
    time += duration * SECOND + draws.uniform(1, 40) * SECOND;
  }
  // What changed goes to a cloud as well.
  for (let part = draws.between(6, 10); part > 0; part--) {
    connectTo(scene, backup, internet.cloud.storage, {
      time: time + draws.uniform(0, 60) * MINUTE,
      sent: draws.size(4e8, 0.4),
      received: draws.size(200_000, 0.4),
      duration: draws.uniform(30, 200),
    });
  }
}

/** The monitor looks whether machines answer, and once a week which machines there are. */
function watch(scene: Scene, monitor: Host): void {
  const { draws, start, office } = scene;
  const watched = [...Object.values(office.servers).flat(), ...office.printers];
  byTimer(scene, wholeDay(scene), 10 * MINUTE, 0.01, (time) => {
    for (const [place, host] of watched.entries()) {
      if (host === monitor) continue;
      const ends = { time: time + place * 150, source: monitor.address, destination: host.address };
      if (place % 2 === 0) scene.add(echo({ ...ends, requests: 3, bytes: 56 }));
      else {
        scene.add(udp(draws, {
          ...ends,
          port: 161,
          service: "snmp",
          duration: draws.uniform(0.002, 0.01),
          sent: draws.between(300, 340),
          received: draws.between(500, 700),
        }));
      }
    }
  });
  if (Math.floor(start / (24 * HOUR)) % 7 === office.seed % 7) sweep(scene, monitor);
}

/** The inventory of the week: a ping to every address of the larger networks. */
function sweep(scene: Scene, monitor: Host): void {
  const { draws, start, office } = scene;
  const known = new Set(office.hosts.map(({ address }) => address));
  let time = start + 4 * HOUR + draws.uniform(0, 10) * MINUTE;
  for (const subnet of [10, 11, 20, 30]) {
    for (let last = 1; last < 255; last++) {
      const destination = `${office.prefix}.${subnet}.${last}`;
      const answers = known.has(destination) && draws.chance(subnet === 20 ? 0.4 : 0.98) ? 1 : 0;
      scene.add(echo({
        time,
        source: monitor.address,
        destination,
        requests: answers ? 1 : 2,
        answers,
        bytes: 56,
      }));
      time += draws.uniform(40, 120);
    }
  }
}
