import type { Host } from "../hosts/host.ts";
import { udp } from "../exchange.ts";
import { SECOND } from "../clock.ts";
import type { Scene } from "../scene.ts";

const FROM_CACHE = 0.72;
const NO_ANSWER = 0.004;
const BOTH_FAMILIES = 0.55;

/** A machine asks the name server of the office, which may have to ask others. */
export function lookUp(scene: Scene, host: Host, time: number): void {
  const { draws, office } = scene;
  const { names } = office.servers;
  // Systems ask their first server and turn to the second when it is slow.
  const server =
    names[draws.chance(0.95) ? host.index % names.length : draws.integer(names.length)];
  const isCached = draws.chance(FROM_CACHE);
  const isLost = draws.chance(NO_ANSWER);
  const seconds = isCached ? draws.uniform(0.0002, 0.002) : draws.uniform(0.01, 0.09);
  const questions = draws.chance(BOTH_FAMILIES) ? 2 : 1;
  for (let question = 0; question < questions; question++) {
    scene.add(udp(draws, {
      time: time + question * 0.3,
      source: host.address,
      destination: server.address,
      port: 53,
      service: "dns",
      duration: isLost ? 5 : seconds,
      sent: draws.between(28, 62) * (isLost ? 2 : 1),
      received: isLost ? 0 : draws.between(60, 260),
    }));
  }
  if (!isCached) askOutside(scene, server, time + 0.1, seconds);
}

/** The name server finds an answer on the internet. */
export function askOutside(scene: Scene, server: Host, time: number, seconds: number): void {
  const { draws, office: { internet } } = scene;
  const questions = draws.between(1, 2);
  for (let question = 0; question < questions; question++) {
    scene.add(udp(draws, {
      time: time + (question * seconds * SECOND) / 2,
      source: server.address,
      destination: draws.pick(internet.nameServers),
      port: 53,
      service: "dns",
      duration: seconds / 2,
      sent: draws.between(38, 80),
      received: draws.chance(0.01) ? 0 : draws.between(80, 480),
    }));
  }
}
