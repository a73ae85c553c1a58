/**
 * Normal traffic: what people and machines of the site do all day, session by session.
 *
 * @module
 */
import { type Connection, connection, type ConnectionFacts, type Flag } from "./connection.ts";
import type { Draws } from "./draws.ts";
import type { Network } from "./network.ts";

/** What changes between the train and the test part. */
export interface Climate {
  /** Mean seconds between the starts of two sessions at the busiest hour. */
  sessionGap: number;
  /** Factor on the size of transfers. */
  sizes: number;
  /** Factor on the share of encrypted services, which replace telnet and plain web pages. */
  encrypted: number;
  /** Share of connections that fail for no bad reason. */
  failures: number;
}

type Session = (time: number, world: World) => Connection[];

interface World {
  draws: Draws;
  network: Network;
  climate: Climate;
}

const FAILURES: [Flag, number][] = [
  ["REJ", 45],
  ["S0", 20],
  ["RSTR", 12],
  ["RSTO", 12],
  ["S1", 7],
  ["S2", 2],
  ["SH", 1],
  ["OTH", 1],
];

/** A TCP connection, which fails now and then: a failed one carries little or nothing. */
function tcp(world: World, facts: Omit<ConnectionFacts, "protocol">): Connection {
  const { draws, climate } = world;
  const made = connection({ ...facts, protocol: "tcp", clientPort: draws.port() });
  if (!draws.chance(climate.failures)) return made;
  const flag = draws.weighted(FAILURES);
  const cut = flag === "REJ" || flag === "S0" || flag === "SH" || flag === "OTH";
  return {
    ...made,
    flag,
    duration: cut ? 0 : made.duration,
    srcBytes: cut ? 0 : made.srcBytes,
    dstBytes: cut || flag === "RSTO" ? 0 : made.dstBytes,
    loggedIn: !cut && made.loggedIn,
  };
}

/** Somebody reads web pages: a burst of requests for each page. */
const browse: Session = (time, world) => {
  const { draws, network, climate } = world;
  const inside = draws.chance(0.15);
  const client = inside ? draws.pick(network.workstations) : network.visitor(draws);
  const server = draws.weighted([[network.web[0], 5], [network.web[1], 3], [network.web[2], 2], [
    network.web[3],
    1,
  ]]);
  const service = draws.chance(0.08 * climate.encrypted) ? "http_443" : "http";
  const requests: Connection[] = [];
  let at = time;
  for (let page = draws.geometric(2.2); page > 0; page--) {
    for (let item = draws.geometric(5); item > 0; item--) {
      requests.push(tcp(world, {
        time: at,
        client,
        server,
        service,
        duration: draws.chance(0.06) ? draws.size(4, 1.1) : 0,
        srcBytes: draws.size(235, 0.24) + (draws.chance(0.02) ? draws.size(9_000, 1.4) : 0),
        dstBytes: draws.size(1_900 * climate.sizes, 1.35),
        loggedIn: true,
        hot: draws.chance(0.01) ? draws.between(1, 2) : 0,
      }));
      at += draws.exponential(0.35);
    }
    at += draws.exponential(18);
  }
  return requests;
};

/** Mail comes in or goes out; the sender is often asked who it is. */
const sendMail: Session = (time, world) => {
  const { draws, network, climate } = world;
  const client = draws.chance(0.4) ? draws.pick(network.workstations) : network.visitor(draws);
  const server = draws.pick(network.mail);
  const mails: Connection[] = [];
  let at = time;
  for (let mail = draws.geometric(1.5); mail > 0; mail--) {
    if (draws.chance(0.12)) {
      mails.push(tcp(world, {
        time: at,
        client: server,
        server: client,
        service: "auth",
        srcBytes: draws.between(8, 13),
        dstBytes: draws.chance(0.5) ? draws.between(20, 40) : 0,
      }));
    }
    mails.push(tcp(world, {
      time: at + 0.1,
      client,
      server,
      service: "smtp",
      duration: Math.round(draws.exponential(1.6)),
      srcBytes: draws.size(980 * climate.sizes, 0.75),
      dstBytes: draws.size(332, 0.07),
      loggedIn: true,
    }));
    at += draws.exponential(4);
  }
  return mails;
};

/** Somebody fetches mail. */
const fetchMail: Session = (time, world) => {
  const { draws, network, climate } = world;
  const failed = draws.chance(0.03);
  return [tcp(world, {
    time,
    client: draws.pick(network.workstations),
    server: draws.pick(network.mail),
    service: draws.chance(0.85) ? "pop_3" : "imap4",
    duration: Math.round(draws.exponential(failed ? 3 : 1.2)),
    srcBytes: draws.between(28, 62),
    dstBytes: failed ? draws.between(90, 220) : draws.size(620 * climate.sizes, 1.2),
    loggedIn: !failed,
    failedLogins: failed ? 1 : 0,
  })];
};

/** Names are looked up, some of them twice in the same second. */
const lookUp: Session = (time, { draws, network }) => {
  const client = draws.chance(0.3) ? draws.pick(network.mail) : draws.pick(network.workstations);
  const server = draws.pick(network.names);
  const queries: Connection[] = [];
  let at = time;
  for (let query = draws.geometric(2.5); query > 0; query--) {
    const answered = draws.chance(0.96);
    const srcBytes = draws.between(28, 47);
    queries.push(connection({
      time: at,
      client,
      server,
      clientPort: draws.port(),
      protocol: "udp",
      service: "domain_u",
      srcBytes,
      dstBytes: answered ? srcBytes + draws.weighted([[0, 3], [16, 3], [48, 2], [90, 2]]) : 0,
    }));
    at += draws.exponential(0.4);
  }
  return queries;
};

/** The monitor asks machines how they are, always in the same words. */
const monitor: Session = (time, { draws, network }) => {
  const server = draws.pick(network.servers);
  const facts = { client: network.monitor, server };
  return draws.weighted<() => Connection[]>([
    [() =>
      Array.from({ length: draws.between(2, 6) }, (_, i) =>
        connection({
          ...facts,
          time: time + i * 0.5,
          clientPort: 161,
          protocol: "udp",
          service: "private",
          srcBytes: 105,
          dstBytes: draws.chance(0.7) ? 146 : draws.pick([105, 147]),
        })), 6],
    [() => [
      connection({
        ...facts,
        time,
        clientPort: 123,
        protocol: "udp",
        service: "ntp_u",
        srcBytes: 48,
        dstBytes: 48,
      }),
    ], 3],
    [() => {
      const srcBytes = draws.weighted([[30, 5], [64, 3], [8, 1], [1_032, 0.3]]);
      return Array.from({ length: draws.between(1, 5) }, (_, i) =>
        connection({
          ...facts,
          time: time + i,
          protocol: "icmp",
          service: i % 2 === 0 ? "eco_i" : "ecr_i",
          srcBytes,
        }));
    }, 3],
    [() => [
      connection({
        ...facts,
        time,
        client: network.visitor(draws),
        protocol: "icmp",
        service: "urp_i",
        srcBytes: draws.between(1, 8),
      }),
    ], 1],
  ])();
};

/** Files are fetched or brought: a control connection, and one connection for each file. */
const transferFiles: Session = (time, world) => {
  const { draws, network, climate } = world;
  const guest = draws.chance(0.5);
  const client = guest ? network.visitor(draws) : draws.pick(network.workstations);
  const server = draws.pick(network.files);
  const files = draws.geometric(4);
  const uploads = draws.chance(0.35);
  const transfers: Connection[] = [];
  let at = time + draws.exponential(3);
  for (let file = 0; file < files; file++) {
    const bytes = draws.size(2_600 * climate.sizes, 1.9);
    transfers.push(tcp(world, {
      time: at,
      client,
      server,
      service: "ftp_data",
      duration: Math.round(bytes / 400_000 + draws.exponential(0.3)),
      srcBytes: uploads ? 0 : bytes,
      dstBytes: uploads ? bytes : 0,
      loggedIn: true,
      guestLogin: guest && draws.chance(0.3),
    }));
    at += draws.exponential(5);
  }
  const control = tcp(world, {
    time,
    client,
    server,
    service: "ftp",
    duration: Math.round(at - time),
    srcBytes: 60 + files * draws.between(22, 34),
    dstBytes: 250 + files * draws.between(70, 120),
    hot: guest ? draws.between(0, Math.min(files, 6)) : 0,
    loggedIn: true,
    guestLogin: guest,
  });
  return [control, ...transfers];
};

/** Somebody works on a distant machine, mistypes a password now and then, and may become root. */
const workRemotely: Session = (time, world) => {
  const { draws, network, climate } = world;
  const encrypted = draws.chance(0.35 * climate.encrypted);
  const mistyped = draws.chance(0.05);
  const gaveUp = mistyped && draws.chance(0.3);
  const administers = !gaveUp && draws.chance(0.07);
  return [tcp(world, {
    time,
    client: draws.chance(0.6) ? draws.pick(network.workstations) : network.visitor(draws),
    server: draws.pick(network.shells),
    service: encrypted ? "ssh" : draws.chance(0.9) ? "telnet" : "login",
    duration: gaveUp ? draws.between(2, 12) : draws.size(150, 1.4),
    srcBytes: gaveUp ? draws.between(100, 180) : draws.size(800, 1.2),
    dstBytes: gaveUp ? draws.between(140, 300) : draws.size(3_200 * climate.sizes, 1.4),
    loggedIn: !encrypted && !gaveUp,
    failedLogins: mistyped && !encrypted ? 1 : 0,
    hot: !encrypted && draws.chance(0.12) ? draws.between(1, 4) : 0,
    ...(administers && !encrypted && {
      rootShell: draws.chance(0.7),
      suAttempted: draws.chance(0.5) ? 1 : 0,
      root: draws.between(0, 6),
      compromised: draws.between(0, 4),
      fileCreations: draws.geometric(1.6) - 1,
      accessFiles: draws.chance(0.3) ? 1 : 0,
      shells: draws.chance(0.1) ? 1 : 0,
    }),
  })];
};

/** A server is down for some minutes, and its clients try again and again. */
const outage: Session = (time, { draws, network }) => {
  const server = draws.pick(network.servers);
  const service = draws.pick(["http", "smtp", "pop_3", "other"]);
  const flag = draws.pick<Flag>(["REJ", "S0"]);
  return Array.from({ length: draws.between(5, 40) }, () =>
    connection({
      time: time + draws.uniform(0, 90),
      client: draws.chance(0.5) ? draws.pick(network.workstations) : network.visitor(draws),
      clientPort: draws.port(),
      server,
      protocol: "tcp",
      service,
      flag,
    }));
};

/** What is seldom: finger, IRC, X11, time, and whatever has no name. */
const oddments: Session = (time, world) => {
  const { draws, network } = world;
  const service = draws.weighted([
    ["finger", 4],
    ["IRC", 1],
    ["X11", 1],
    ["time", 2],
    ["other", 4],
    ["domain", 1],
  ]);
  const long = service === "IRC" || service === "X11";
  return [tcp(world, {
    time,
    client: network.visitor(draws),
    server: draws.pick(network.servers),
    service,
    duration: long ? draws.size(600, 1.2) : Math.round(draws.exponential(1)),
    srcBytes: long ? draws.size(2_000, 1) : draws.between(1, 60),
    dstBytes: long ? draws.size(9_000, 1.3) : draws.size(150, 0.8),
    loggedIn: service === "IRC",
  })];
};

const SESSIONS: [Session, number][] = [
  [browse, 42],
  [lookUp, 22],
  [sendMail, 17],
  [fetchMail, 7],
  [monitor, 9],
  [transferFiles, 3.5],
  [workRemotely, 4],
  [oddments, 2.5],
  [outage, 0.25],
];

const DAY_SECONDS = 4 * 3_600;

/**
 * Simulates until there are `count` connections.
 *
 * Sessions begin at random (a Poisson process) and more seldom in the quiet half of a day, which
 * lasts four hours here so that a small sample sees both halves.
 *
 * @returns connections by their time
 */
export function normalTraffic(
  count: number,
  draws: Draws,
  network: Network,
  climate: Climate,
): Connection[] {
  const world = { draws, network, climate };
  const connections: Connection[] = [];
  let time = 0;
  while (connections.length < count) {
    const activity = 0.65 + 0.35 * Math.sin((2 * Math.PI * time) / DAY_SECONDS);
    time += draws.exponential(climate.sessionGap / activity);
    for (const made of draws.weighted(SESSIONS)(time, world)) connections.push(made);
  }
  return connections.sort((a, b) => a.time - b.time).slice(0, count);
}
