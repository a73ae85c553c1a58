/**
 * What a port number says: which service, or of which kind it is. Between 80 and 443 there is no
 * distance.
 *
 * Source: J. Touch et al., RFC 6335, "Internet Assigned Numbers Authority (IANA) Procedures for the
 * Management of the Service Name and Transport Protocol Port Number Registry", 2011.
 *
 * @module
 */

/** Classes of ports that have none of their own, in the order of their columns. */
export const PORT_CLASSES = ["well-known", "registered", "ephemeral", "rare"] as const;

/** One of {@linkcode PORT_CLASSES}. */
export type PortClass = typeof PORT_CLASSES[number];

/** The first port that services are registered for without privileges. */
const REGISTERED_FROM = 1024;
/** Linux takes ports from here on for connections that leave; RFC 6335 says 49152. */
const EPHEMERAL_FROM = 32_768;
/** The largest port. */
export const LARGEST_PORT = 65_535;

/** Share of the training records that gives a port a class of its own, and how many may have one. */
const FREQUENT_SHARE = 0.01;
const MOST_FREQUENT = 32;
/** Training records without which a service counts as rare. */
const KNOWN_RECORDS = 2;

/** The ports that training had, as far as classes depend on it. */
export interface LearnedPorts {
  /** Those with a class of their own, most frequent first. */
  frequent: number[];
  /** Further ports of services that training had more than once, ascending. */
  known: number[];
  /** What stands for a record in the column of its class, frequent ports first: {@linkcode heightOf}. */
  heights: number[];
}

/**
 * Learns the ports of training records.
 *
 * @param ports finite numbers
 */
export function learnPorts(ports: ArrayLike<number>): LearnedPorts {
  const counts = new Map<number, number>();
  for (let i = 0; i < ports.length; i++) counts.set(ports[i], (counts.get(ports[i]) ?? 0) + 1);
  const least = Math.max(KNOWN_RECORDS, FREQUENT_SHARE * ports.length);
  const frequent = [...counts].filter(([port, count]) => isPort(port) && count >= least)
    .sort(([a, m], [b, n]) => n - m || a - b)
    .slice(0, MOST_FREQUENT).map(([port]) => port);
  const known = [...counts]
    .filter(([port, count]) => isPort(port) && port < EPHEMERAL_FROM && count >= KNOWN_RECORDS)
    .map(([port]) => port).filter((port) => !frequent.includes(port))
    .sort((a, b) => a - b);
  const services = new Set(known);
  const others: Record<PortClass, number> = {
    "well-known": 0,
    registered: 0,
    ephemeral: 0,
    rare: 0,
  };
  for (const [port, count] of counts) {
    if (!frequent.includes(port)) others[portClassOf(port, services)] += count;
  }
  const occurrences = [
    ...frequent.map((port) => counts.get(port)!),
    ...PORT_CLASSES.map((each) => others[each]),
  ];
  const heights = occurrences.map((count) => heightOf(count / Math.max(1, ports.length)));
  return { frequent, known, heights };
}

/**
 * One standard deviation of a column of zeros and ones, so that a class has the weight of a number that
 * is scaled. Classes rarer than those with a column of their own have the weight of the rarest of these.
 *
 * @param share of the training records that are of the class
 */
function heightOf(share: number): number {
  const bounded = Math.min(Math.max(share, FREQUENT_SHARE), 1 - FREQUENT_SHARE);
  return 1 / Math.sqrt(bounded * (1 - bounded));
}

/**
 * The class of a port without one of its own.
 *
 * @param known ports of services that training had
 */
export function portClassOf(port: number, known: ReadonlySet<number>): PortClass {
  if (isPort(port) && port >= EPHEMERAL_FROM) return "ephemeral";
  if (!known.has(port)) return "rare";
  return port < REGISTERED_FROM ? "well-known" : "registered";
}

/** One port of each class: those of their own, and for each other class that training had the first. */
export function examplePorts({ frequent, known }: Omit<LearnedPorts, "heights">): number[] {
  const first = (isOf: (port: number) => boolean) => known.find(isOf) ?? [];
  return [
    ...frequent,
    first((port) => port < REGISTERED_FROM),
    first((port) => port >= REGISTERED_FROM),
    frequent.find((port) => port >= EPHEMERAL_FROM) === undefined ? LARGEST_PORT : [],
  ].flat();
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= LARGEST_PORT;
}
