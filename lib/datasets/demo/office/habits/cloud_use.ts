/**
 * How people use the cloud services of their company.
 *
 * @module
 */
import { HOUR, MINUTE, SECOND } from "../clock.ts";
import { udp } from "../exchange.ts";
import type { Person } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, type Stretch } from "../scene.ts";
import { lookUp } from "./name_lookup.ts";
import { connectTo } from "./web_visit.ts";

/** Everything of a stretch of work. */
export function useCloud(scene: Scene, person: Person, working: Stretch): void {
  keepChatOpen(scene, person, working);
  keepFilesInStep(scene, person, working);
  readCloudMail(scene, person, working);
  useBusinessPrograms(scene, person, working);
  talk(scene, person, working);
}

/** The chat keeps a connection open for up to an hour, then opens the next. */
function keepChatOpen(scene: Scene, person: Person, { from, to }: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  let time = from + draws.uniform(0, 2 * MINUTE);
  while (time < to) {
    const minutes = Math.min(draws.uniform(15, 60), (to - time) / MINUTE);
    connectTo(scene, person, cloud.chat, {
      time,
      sent: draws.size(9_000 * person.habits.pace, 0.8),
      received: draws.size(30_000 * person.habits.pace, 0.9),
      duration: minutes * 60,
    });
    time += minutes * MINUTE + draws.exponential(4) * SECOND;
  }
}

/** Files that change are uploaded, those of others fetched. */
function keepFilesInStep(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  const { pace, sizes } = person.habits;
  atRandom(scene, working, 2.2 * pace, (time) => {
    const isUpload = draws.chance(0.45);
    const bytes = draws.size(250_000 * sizes, 1.9);
    connectTo(scene, person, cloud.storage, {
      time,
      sent: isUpload ? bytes : draws.size(3_000, 0.6),
      received: isUpload ? draws.size(5_000, 0.5) : bytes,
      duration: bytes / 4e6 + draws.exponential(3),
    });
  });
}

function readCloudMail(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  atRandom(scene, working, 3.5 * person.habits.pace, (time) => {
    if (draws.chance(0.3)) lookUp(scene, person, time - 30);
    connectTo(scene, person, cloud.mail, {
      time,
      sent: draws.chance(0.12)
        ? draws.size(400_000 * person.habits.sizes, 1.2)
        : draws.size(4_000, 0.9),
      received: draws.size(22_000, 1.3),
      duration: draws.exponential(45),
    });
  });
}

function useBusinessPrograms(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  atRandom(scene, working, 1.5 * person.habits.pace, (time) => {
    lookUp(scene, person, time - 40);
    for (let part = draws.geometric(3); part > 0; part--) {
      connectTo(scene, person, cloud.business, {
        time: time + draws.uniform(0, 2) * SECOND,
        sent: draws.size(6_000, 1),
        received: draws.size(60_000, 1.1),
        duration: draws.exponential(25),
      });
    }
  });
}

/** Video calls: sound and pictures both ways, for ten minutes to an hour. */
function talk(scene: Scene, person: Person, working: Stretch): void {
  const { draws, office: { internet: { cloud } } } = scene;
  atRandom(scene, working, 0.16 * person.habits.pace, (time) => {
    const seconds = Math.min(draws.size(1_500, 0.6), (working.to - time) / SECOND);
    if (seconds < 30) return;
    const picture = draws.chance(0.6) ? 110_000 : 12_000;
    scene.add(udp(draws, {
      time,
      source: person.address,
      destination: draws.pick(cloud.calls.addresses),
      port: draws.between(3_478, 3_481),
      service: "",
      duration: seconds,
      sent: Math.round(seconds * picture * draws.uniform(0.3, 1)),
      received: Math.round(seconds * picture * draws.uniform(0.5, 2)),
    }));
    byTimer(
      scene,
      { from: time, to: time + Math.min(seconds * SECOND, HOUR) },
      20 * MINUTE,
      0.1,
      (at) =>
        connectTo(scene, person, cloud.calls, {
          time: at,
          sent: draws.size(5_000, 0.5),
          received: draws.size(9_000, 0.5),
          duration: draws.uniform(5, 60),
        }),
    );
  });
}
