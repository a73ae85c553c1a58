/**
 * What printers, phones and cameras do all day.
 *
 * @module
 */
import { HOUR, isWeekend, MINUTE, SECOND } from "../clock.ts";
import { tcp, udp } from "../exchange.ts";
import type { Host } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, wholeDay } from "../scene.ts";
import { lookUp } from "./name_lookup.ts";
import { makeNoise } from "./noise.ts";
import { busyTime } from "./presence.ts";
import { connectTo } from "./web_visit.ts";

/** A day of all devices. */
export function runDevices(scene: Scene): void {
  const { printers, phones, cameras } = scene.office;
  for (const printer of printers) runPrinter(scene, printer);
  for (const phone of phones) runPhone(scene, phone);
  for (const camera of cameras) runCamera(scene, camera);
}

function runPrinter(scene: Scene, printer: Host): void {
  const { draws, office: { internet } } = scene;
  makeNoise(scene, printer, wholeDay(scene));
  // It tells its maker how much ink is left.
  byTimer(scene, wholeDay(scene), 8 * HOUR, 0.02, (time) => {
    lookUp(scene, printer, time - 50);
    connectTo(scene, printer, internet.makers[0], {
      time,
      sent: draws.size(9_000, 0.3),
      received: draws.between(1_500, 3_000),
      duration: draws.exponential(3),
    });
  });
}

/** A phone registers by a timer; calls go to other phones or to a provider. */
function runPhone(scene: Scene, phone: Host): void {
  const { draws, start, office: { phones, servers } } = scene;
  byTimer(scene, wholeDay(scene), 30 * MINUTE, 0.03, (time) =>
    scene.add(udp(draws, {
      time,
      source: phone.address,
      sourcePort: 5060,
      destination: servers.directory[0].address,
      port: 5060,
      service: "sip",
      duration: draws.uniform(0.01, 0.08),
      sent: draws.between(900, 1_300),
      received: draws.between(800, 1_200),
    })));
  for (let calls = draws.geometric(isWeekend(start) ? 1 : 5) - 1; calls > 0; calls--) {
    const other = draws.pick(phones);
    if (other === phone) continue;
    const seconds = draws.size(150, 0.9);
    // Eighty kilobits a second each way.
    const bytes = Math.round(seconds * 10_000);
    scene.add(udp(draws, {
      time: busyTime(draws, start),
      source: phone.address,
      sourcePort: draws.between(8_192, 16_383) * 2,
      destination: other.address,
      port: draws.between(8_192, 16_383) * 2,
      service: "",
      duration: seconds,
      sent: bytes,
      received: bytes,
    }));
  }
}

/** A camera sends its picture to the recorder, in stretches of half an hour, and greets its maker. */
function runCamera(scene: Scene, camera: Host): void {
  const { draws, office: { servers, internet } } = scene;
  const recorder = servers.backup[0];
  const rate = 60_000 + 1_000 * (camera.index % 40);
  byTimer(scene, wholeDay(scene), 30 * MINUTE, 0.001, (time) =>
    scene.add(tcp(draws, {
      time,
      source: recorder.address,
      destination: camera.address,
      port: 554,
      service: "",
      duration: 30 * 60 - draws.uniform(1, 3),
      sent: draws.size(60_000, 0.1),
      received: Math.round(rate * 30 * 60 * draws.uniform(0.85, 1.15)),
    }, "RSTO")));
  byTimer(
    scene,
    wholeDay(scene),
    15 * MINUTE,
    0.004,
    (time) =>
      connectTo(scene, camera, internet.makers[1], {
        time,
        sent: draws.between(380, 420),
        received: draws.between(190, 210),
        duration: draws.uniform(0.1, 0.4),
      }),
  );
  atRandom(scene, wholeDay(scene), 0.25, (time) => lookUp(scene, camera, time - SECOND));
}
