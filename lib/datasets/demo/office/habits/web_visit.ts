import type { Host } from "../hosts/host.ts";
import { popular } from "../hosts/habits.ts";
import { tcp, tcpFailure, udp } from "../exchange.ts";
import type { Site } from "../internet.ts";
import { SECOND } from "../clock.ts";
import type { Scene } from "../scene.ts";
import { lookUp } from "./name_lookup.ts";

const RESET = 0.08;
const FAILED = 0.012;
/** Share of connections of a page that go to other sites: advertisements, fonts, measurements. */
const FOREIGN = 0.45;

/** What a connection to a site carries. */
export interface Transfer {
  time: number;
  /** Payload to the site, in bytes. */
  sent: number;
  /** Payload from the site, in bytes. */
  received: number;
  /** Seconds. */
  duration: number;
}

/** Somebody opens a page: names are looked up, and several connections load its parts. */
export function visitPage(scene: Scene, host: Host, site: Site, time: number): void {
  const { draws, office: { internet } } = scene;
  if (draws.chance(0.8)) lookUp(scene, host, time - 40);
  const parts = draws.geometric(5);
  for (let part = 0; part < parts; part++) {
    const isForeign = part > 0 && draws.chance(FOREIGN);
    const from = isForeign ? internet.sites[popular(draws, 150)] : site;
    const at = time + part * draws.exponential(0.3) * SECOND;
    if (isForeign && draws.chance(0.5)) lookUp(scene, host, at - 30);
    connectTo(scene, host, from, {
      time: at,
      sent: draws.size(1_800, 0.7),
      received: draws.size(from.answerBytes, 1.2),
      duration: draws.exponential(draws.chance(0.3) ? 60 : 4),
    });
  }
}

/** One connection to a site, by the protocol and family of addresses that both have. */
export function connectTo(scene: Scene, host: Host, site: Site, transfer: Transfer): void {
  const { draws } = scene;
  const isIpv6 = host.address6 !== undefined && site.addresses6.length > 0 && draws.chance(0.7);
  const ends = {
    time: transfer.time,
    source: isIpv6 ? host.address6! : host.address,
    destination: draws.pick(isIpv6 ? site.addresses6 : site.addresses),
    port: site.isEncrypted ? 443 : 80,
  };
  if (draws.chance(FAILED)) {
    scene.add(tcpFailure(draws, ends, draws.chance(0.7) ? "S0" : "REJ"));
    return;
  }
  const { sent, received, duration } = transfer;
  if (site.isQuic && draws.chance(0.6)) {
    scene.add(udp(draws, { ...ends, service: "quic", duration, sent: sent + 1_200, received }));
    return;
  }
  const state = draws.chance(RESET) ? draws.chance(0.75) ? "RSTO" : "RSTR" : "SF";
  const service = site.isEncrypted ? "ssl" : "http";
  scene.add(tcp(draws, { ...ends, service, duration, sent, received }, state));
}
