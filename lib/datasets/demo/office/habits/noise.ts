/**
 * What machines say to all others: announcements by multicast and broadcast, and leases.
 *
 * @module
 */
import { HOUR } from "../clock.ts";
import { udp } from "../exchange.ts";
import type { OfficeConnection } from "../connection.ts";
import type { Host } from "../hosts/host.ts";
import { atRandom, byTimer, type Scene, type Stretch } from "../scene.ts";

interface Announcement {
  port: number;
  service: string;
  group: string;
  group6?: string;
  /** Payload bytes, at least and at most. */
  bytes: [number, number];
}

const MDNS: Announcement = {
  port: 5353,
  service: "dns",
  group: "224.0.0.251",
  group6: "ff02::fb",
  bytes: [40, 600],
};
const LLMNR: Announcement = {
  port: 5355,
  service: "dns",
  group: "224.0.0.252",
  group6: "ff02::1:3",
  bytes: [22, 80],
};
const SSDP: Announcement = {
  port: 1900,
  service: "",
  group: "239.255.255.250",
  group6: "ff02::c",
  bytes: [130, 700],
};

/** Everything of a stretch in which a machine runs. */
export function makeNoise(scene: Scene, host: Host, running: Stretch): void {
  const isPerson = host.role === "person" || host.role === "guest";
  atRandom(scene, running, isPerson ? 1.6 : 0.6, (time) => announce(scene, host, MDNS, time));
  if (isPerson) {
    atRandom(scene, running, 1, (time) => announce(scene, host, LLMNR, time));
    atRandom(scene, running, 0.7, (time) => announce(scene, host, SSDP, time));
    atRandom(scene, running, 0.6, (time) => callNetBios(scene, host, time));
  }
  if (host.role !== "guest") keepLease(scene, host, running);
  if (host.linkLocal) joinGroups(scene, host, running);
}

function announce(scene: Scene, host: Host, what: Announcement, time: number): void {
  const { draws } = scene;
  const isIpv6 = host.linkLocal !== undefined && what.group6 !== undefined && draws.chance(0.5);
  scene.add(udp(draws, {
    time,
    source: isIpv6 ? host.linkLocal! : host.address,
    ...(what === MDNS && { sourcePort: what.port }),
    destination: isIpv6 ? what.group6! : what.group,
    port: what.port,
    service: what.service,
    duration: 0,
    sent: draws.between(...what.bytes),
    received: 0,
  }));
}

function callNetBios(scene: Scene, host: Host, time: number): void {
  const { draws } = scene;
  scene.add(udp(draws, {
    time,
    source: host.address,
    sourcePort: 137,
    destination: host.address.replace(/\d+$/, "255"),
    port: 137,
    service: "dns",
    duration: 0,
    sent: 50,
    received: 0,
  }));
}

/** Workstations renew their leases every four hours. */
function keepLease(scene: Scene, host: Host, running: Stretch): void {
  const { draws, office } = scene;
  if (host.role !== "person") return;
  byTimer(scene, running, 4 * HOUR, 0.02, (time) =>
    scene.add(udp(draws, {
      time,
      source: host.address,
      sourcePort: 68,
      destination: office.servers.directory[0].address,
      port: 67,
      service: "dhcp",
      duration: draws.uniform(0.001, 0.03),
      sent: draws.between(300, 340),
      received: draws.between(300, 342),
    })));
}

/** Reports of multicast groups and solicitations of neighbours, which nobody answers. */
function joinGroups(scene: Scene, host: Host, running: Stretch): void {
  const { draws } = scene;
  atRandom(scene, running, 0.8, (time) => {
    const [type, group] = draws.chance(0.5) ? [143, "ff02::16"] : [133, "ff02::2"];
    const report: OfficeConnection = {
      time: Math.round(time * 1000) / 1000,
      source: host.linkLocal!,
      sourcePort: type,
      destination: group,
      destinationPort: 0,
      protocol: "icmp",
      service: "",
      duration: NaN,
      sourceBytes: type === 143 ? 24 : 8,
      destinationBytes: 0,
      state: "OTH",
      history: "",
      sourcePackets: 1,
      destinationPackets: 0,
      label: "",
    };
    scene.add(report);
  });
}
