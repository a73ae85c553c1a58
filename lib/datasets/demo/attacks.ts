/**
 * Attacks, from floods that anyone sees to sessions that look like an administrator's.
 *
 * @module
 */
import { type Connection, connection } from "./connection.ts";
import type { Draws } from "./draws.ts";
import type { Network } from "./network.ts";

/** An attack that goes on from `time` and makes at most `size` connections. */
type Episode = (time: number, size: number, draws: Draws, network: Network) => Connection[];

/** A kind of attack. */
export interface Attack {
  label: string;
  /** Share of the records of the train part; 0 for those that a model meets in the test first. */
  train: number;
  /** Share of the records of the test part. */
  test: number;
  /** How many connections one episode has, at least and at most. */
  episode: [number, number];
  run: Episode;
}

/** Makes `size` connections one after the other with these waiting times between them. */
function series(
  time: number,
  size: number,
  gap: () => number,
  make: (at: number, index: number) => Connection,
): Connection[] {
  let at = time;
  return Array.from({ length: size }, (_, index) => {
    const made = make(at, index);
    at += gap();
    return made;
  });
}

/** Echo replies from an amplifier network, all alike: easy. */
const smurf: Episode = (time, size, draws, network) => {
  const server = draws.pick(network.servers);
  const srcBytes = draws.chance(0.8) ? 1_032 : 520;
  const source = network.attacker(draws);
  return series(time, size, () => draws.exponential(0.002), (at) =>
    connection({
      time: at,
      client: source + draws.integer(40),
      server,
      protocol: "icmp",
      service: "ecr_i",
      srcBytes,
      label: "smurf",
    }));
};

/** Half-open connections by the hundred: easy. */
const neptune: Episode = (time, size, draws, network) => {
  const server = draws.pick(network.servers);
  const client = network.attacker(draws);
  const services = ["private", "http", "telnet", "ftp", "finger", "other", "smtp", "ctf", "uucp"];
  const refused = draws.chance(0.2);
  const favourite = draws.pick(services);
  const constancy = draws.pick([0.6, 1]);
  return series(time, size, () => draws.exponential(0.005), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: draws.chance(constancy) ? favourite : draws.pick(services),
      flag: refused ? "REJ" : "S0",
      label: "neptune",
    }));
};

/** Fragments that overlap, to crash the host that reassembles them: easy by the fragments alone. */
const teardrop: Episode = (time, size, draws, network) => {
  const server = draws.pick(network.servers);
  const client = network.attacker(draws);
  return series(time, size, () => draws.exponential(0.05), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "udp",
      service: "private",
      srcBytes: 28,
      wrongFragment: draws.chance(0.9) ? 3 : 1,
      label: "teardrop",
    }));
};

/** One host asks every port of another, fast or with patience: fairly easy. */
const portsweep: Episode = (time, size, draws, network) => {
  const server = draws.pick(network.servers);
  const client = network.attacker(draws);
  const patience = draws.pick([0.3, 3, 20]);
  return series(time, size, () => draws.exponential(patience), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: draws.weighted([["private", 6], ["other", 2], ["telnet", 1], ["http", 1]]),
      flag: draws.weighted([["REJ", 6], ["RSTR", 3], ["S0", 1], ["SF", 0.6]]),
      duration: draws.chance(0.03) ? draws.between(1, 30) : 0,
      label: "portsweep",
    }));
};

/** One host looks which others are there, by pings as small as a monitor's: of middle difficulty. */
const ipsweep: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const hosts = [...network.servers, ...network.workstations];
  const gap = draws.pick([0.2, 1.5, 8]);
  return series(time, size, () => draws.exponential(gap), (at, index) =>
    connection({
      time: at,
      client,
      server: hosts[index % hosts.length],
      protocol: "icmp",
      service: draws.chance(0.95) ? "eco_i" : "urp_i",
      srcBytes: draws.chance(0.9) ? 8 : 18,
      label: "ipsweep",
    }));
};

/** A tool tries every service it knows of many hosts: fairly easy. */
const satan: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const server = draws.pick(network.servers);
  const services = ["finger", "other", "private", "smtp", "ftp", "telnet", "domain_u", "http"];
  return series(time, size, () => draws.exponential(0.15), (at) => {
    const service = draws.pick(services);
    const answered = draws.chance(0.25);
    const udp = service === "domain_u";
    return connection({
      time: at,
      client,
      clientPort: draws.port(),
      server: draws.chance(0.8) ? server : draws.pick(network.servers),
      protocol: udp ? "udp" : "tcp",
      service,
      flag: udp || answered ? "SF" : draws.chance(0.85) ? "REJ" : "S0",
      srcBytes: udp ? 28 : answered ? draws.between(1, 40) : 0,
      dstBytes: answered && !udp ? draws.between(20, 200) : 0,
      label: "satan",
    });
  });
};

/** Requests with thousands of slashes keep a web server busy: easy by their size alone. */
const back: Episode = (time, size, draws, network) => {
  const server = draws.pick(network.web);
  const client = network.attacker(draws);
  return series(time, size, () => draws.exponential(1.1), (at) => {
    const cut = draws.chance(0.12);
    return connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: "http",
      flag: cut ? "RSTR" : "SF",
      duration: draws.chance(0.1) ? draws.between(1, 12) : 0,
      srcBytes: cut ? draws.between(13_140, 53_000) : 54_540,
      dstBytes: cut && draws.chance(0.5) ? 0 : 8_314,
      hot: 2,
      compromised: 1,
      loggedIn: true,
      label: "back",
    });
  });
};

/** Passwords are tried one after the other, as slowly as a person types: hard. */
const guessPassword: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const telnet = draws.chance(0.7);
  const server = draws.pick(telnet ? network.shells : network.mail);
  return series(time, size, () => draws.exponential(6), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: telnet ? "telnet" : "pop_3",
      flag: draws.chance(0.85) ? "SF" : "RSTO",
      duration: draws.between(1, 6),
      srcBytes: telnet ? draws.between(104, 130) : draws.between(26, 40),
      dstBytes: telnet ? draws.between(160, 190) : draws.between(85, 140),
      hot: telnet ? 1 : 0,
      failedLogins: draws.chance(0.8) ? 1 : 0,
      label: "guess_passwd",
    }));
};

/** Somebody fetches stolen software as a guest; only the amount is unusual: hard. */
const warezClient: Episode = (time, size, draws, network) => {
  const client = network.visitor(draws);
  const server = network.files[0];
  return series(time, size, () => draws.exponential(25), (at, index) => {
    const control = index % 4 === 0;
    const bytes = draws.size(90_000, 1.8);
    return connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: control ? "ftp" : "ftp_data",
      duration: control ? draws.size(90, 1) : Math.round(bytes / 60_000 + draws.exponential(0.5)),
      srcBytes: control ? draws.between(150, 900) : bytes,
      dstBytes: control ? draws.between(500, 3_500) : 0,
      hot: control ? draws.between(2, 28) : 0,
      loggedIn: true,
      guestLogin: control || draws.chance(0.7),
      label: "warezclient",
    });
  });
};

/** A user becomes root through a fault in a program, in a session like many others: very hard. */
const bufferOverflow: Episode = (time, _size, draws, network) => [
  connection({
    time,
    client: draws.chance(0.5) ? draws.pick(network.workstations) : network.visitor(draws),
    clientPort: draws.port(),
    server: draws.pick(network.shells),
    protocol: "tcp",
    service: draws.chance(0.85) ? "telnet" : "ftp_data",
    duration: draws.size(120, 0.9),
    srcBytes: draws.size(1_300, 0.6),
    dstBytes: draws.size(4_000, 0.9),
    hot: draws.between(0, 4),
    loggedIn: true,
    compromised: draws.between(0, 3),
    rootShell: draws.chance(0.75),
    root: draws.between(0, 2),
    fileCreations: draws.between(0, 3),
    shells: draws.chance(0.3) ? 1 : 0,
    label: "buffer_overflow",
  }),
];

/** Web requests with endless headers, in the test only: fairly easy by size and errors. */
const apache2: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const server = draws.pick(network.web);
  return series(time, size, () => draws.exponential(0.25), (at) => {
    const stuck = draws.chance(0.4);
    return connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: "http",
      flag: stuck ? draws.pick(["S1", "S3", "RSTR"]) : "SF",
      duration: draws.size(700, 0.8),
      srcBytes: draws.size(stuck ? 20_000 : 57_000, 0.4),
      dstBytes: stuck ? 0 : draws.size(1_500, 0.7),
      loggedIn: true,
      label: "apache2",
    });
  });
};

/** Community names of SNMP are guessed, in packets like the monitor's, in the test only: hard. */
const snmpGuess: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const server = draws.pick(network.servers);
  const gap = draws.pick([0.05, 0.5]);
  return series(time, size, () => draws.exponential(gap), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "udp",
      service: "private",
      srcBytes: draws.chance(0.7) ? 105 : draws.between(44, 60),
      label: "snmpguess",
    }));
};

/** Commands hidden in web requests, in the test only: very hard. */
const httpTunnel: Episode = (time, size, draws, network) => {
  const client = network.visitor(draws);
  const server = draws.pick(network.web);
  return series(time, size, () => draws.exponential(40), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: "http",
      duration: draws.chance(0.3) ? draws.size(60, 1.3) : 0,
      srcBytes: draws.size(420, 0.6),
      dstBytes: draws.size(700, 1.1),
      loggedIn: true,
      label: "httptunnel",
    }));
};

/** The same mail a hundred times, in the test only: of middle difficulty. */
const mailbomb: Episode = (time, size, draws, network) => {
  const client = network.attacker(draws);
  const server = draws.pick(network.mail);
  const [srcBytes, dstBytes] = [draws.between(2_400, 2_700), draws.between(290, 330)];
  return series(time, size, () => draws.exponential(0.6), (at) =>
    connection({
      time: at,
      client,
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service: "smtp",
      duration: draws.chance(0.5) ? 1 : 0,
      srcBytes,
      dstBytes,
      loggedIn: true,
      label: "mailbomb",
    }));
};

/** Every attack of the demo. The rest of each part is normal traffic. */
export const ATTACKS: readonly Attack[] = [
  { label: "smurf", train: 0.1, test: 0.1, episode: [500, 1_500], run: smurf },
  { label: "neptune", train: 0.08, test: 0.07, episode: [100, 600], run: neptune },
  { label: "back", train: 0.02, test: 0.012, episode: [20, 80], run: back },
  { label: "satan", train: 0.015, test: 0.012, episode: [20, 90], run: satan },
  { label: "portsweep", train: 0.015, test: 0.012, episode: [15, 60], run: portsweep },
  { label: "ipsweep", train: 0.015, test: 0.01, episode: [15, 60], run: ipsweep },
  { label: "warezclient", train: 0.012, test: 0.008, episode: [8, 30], run: warezClient },
  { label: "teardrop", train: 0.004, test: 0.002, episode: [10, 40], run: teardrop },
  { label: "guess_passwd", train: 0.005, test: 0.02, episode: [6, 25], run: guessPassword },
  { label: "buffer_overflow", train: 0.002, test: 0.003, episode: [1, 1], run: bufferOverflow },
  { label: "apache2", train: 0, test: 0.02, episode: [20, 90], run: apache2 },
  { label: "snmpguess", train: 0, test: 0.03, episode: [20, 90], run: snmpGuess },
  { label: "mailbomb", train: 0, test: 0.025, episode: [30, 120], run: mailbomb },
  { label: "httptunnel", train: 0, test: 0.006, episode: [5, 20], run: httpTunnel },
];

/** Simulates `count` connections of an attack, in episodes spread over `seconds`. */
export function attackTraffic(
  attack: Attack,
  count: number,
  seconds: number,
  draws: Draws,
  network: Network,
): Connection[] {
  const connections: Connection[] = [];
  while (connections.length < count) {
    const size = Math.min(draws.between(...attack.episode), count - connections.length);
    const start = draws.uniform(0.01, 0.97) * seconds;
    for (const made of attack.run(start, size, draws, network)) connections.push(made);
  }
  return connections;
}
