/**
 * What workstations do without anybody at them, as long as they run.
 *
 * @module
 */
import { DAY, HOUR, MINUTE, SECOND, weekday } from "../clock.ts";
import { tcpFailure, udp } from "../exchange.ts";
import type { Person } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, type Stretch } from "../scene.ts";
import { subSeed } from "../sub_seed.ts";
import { lookUp } from "./name_lookup.ts";
import { connectTo } from "./web_visit.ts";

const UPDATE_DAY = 1;

/** Everything of a stretch in which a workstation runs. */
export function runWorkstation(scene: Scene, person: Person, running: Stretch): void {
  protect(scene, person, running);
  tellMakers(scene, person, running);
  keepTime(scene, person, running);
  update(scene, person, running);
  reachWhatIsGone(scene, person, running);
}

/** The virus scanner asks for signatures every hour and reports once a day. */
function protect(scene: Scene, person: Person, running: Stretch): void {
  const { draws, start, office: { internet: { cloud } } } = scene;
  byTimer(scene, running, HOUR, 0.05, (time) => {
    lookUp(scene, person, time - 30);
    connectTo(scene, person, cloud.protection, {
      time,
      sent: draws.between(900, 1_500),
      received: draws.chance(0.15) ? draws.size(900_000, 0.6) : draws.between(500, 900),
      duration: draws.exponential(1),
    });
  });
  const report = start + person.habits.reportHour * HOUR + draws.uniform(0, 20) * MINUTE;
  if (report < running.from || report >= running.to) return;
  connectTo(scene, person, cloud.protection, {
    time: report,
    sent: draws.size(2_000_000, 0.5),
    received: draws.between(800, 2_000),
    duration: draws.uniform(2, 20),
  });
}

function tellMakers(scene: Scene, person: Person, running: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  atRandom(scene, running, 2.5, (time) => {
    if (draws.chance(0.5)) lookUp(scene, person, time - 30);
    connectTo(scene, person, cloud.telemetry, {
      time,
      sent: draws.size(6_000, 1.1),
      received: draws.between(400, 1_200),
      duration: draws.exponential(5),
    });
  });
}

function keepTime(scene: Scene, person: Person, running: Stretch): void {
  const { draws, office: { servers } } = scene;
  byTimer(scene, running, 2_048 * SECOND, 0.01, (time) =>
    scene.add(udp(draws, {
      time,
      source: person.address,
      sourcePort: 123,
      destination: servers.directory[0].address,
      port: 123,
      service: "ntp",
      duration: draws.uniform(0.0003, 0.002),
      sent: 48,
      received: 48,
    })));
}

/** Systems update on Tuesdays and on the days after, programs at any time. */
function update(scene: Scene, person: Person, running: Stretch): void {
  const { draws, start, office } = scene;
  const delay = subSeed(office.seed, person.index, Math.floor(start / (7 * DAY))) % 3;
  const isSystem = weekday(start) === UPDATE_DAY + delay;
  const fetch = (time: number, bytes: number) => {
    for (let part = draws.between(2, 8), left = part; left > 0; left--) {
      connectTo(scene, person, office.internet.cloud.updates, {
        time: time + draws.uniform(0, 5) * MINUTE,
        sent: draws.size(4_000, 0.5),
        received: Math.round(bytes / part),
        duration: bytes / part / 5e6 + draws.exponential(3),
      });
    }
  };
  if (isSystem) {
    fetch(
      running.from + draws.uniform(0.05, 0.6) * (running.to - running.from),
      draws.size(4e8, 0.5),
    );
  }
  atRandom(scene, running, 0.08, (time) => fetch(time, draws.size(6e7, 0.8)));
}

/** Drives and printers that no longer exist, and services that a firewall blocks. */
function reachWhatIsGone(scene: Scene, person: Person, running: Stretch): void {
  const { draws, office } = scene;
  const gone = subSeed(office.seed, person.index, 0x90e);
  atRandom(scene, running, gone % 3 === 0 ? 1.2 : 0.2, (time) => {
    const isLocal = draws.chance(0.6);
    const attempt = {
      time,
      source: person.address,
      destination: isLocal
        ? `${office.prefix}.10.${200 + (gone % 8)}`
        : office.internet.sites[900 + (gone % 40)].addresses[0],
      port: isLocal ? 445 : 443,
    };
    for (let tries = draws.between(1, 3), at = 0; at < tries; at++) {
      const again = { ...attempt, time: time + at * 4 * SECOND };
      scene.add(tcpFailure(draws, again, isLocal || draws.chance(0.6) ? "S0" : "REJ"));
    }
  });
}
