/**
 * What an office uses of the internet: sites that people visit, and cloud services of the company.
 *
 * @module
 */
import { createDraws, type Draws } from "../draws.ts";
import {
  ACCESS_RANGES,
  addressIn,
  CLOUD_RANGES,
  dotted,
  HOME_COUNTRIES,
  HOSTING_RANGES,
} from "./places.ts";
import { subSeed } from "./sub_seed.ts";

/** Something that answers at some addresses. */
export interface Site {
  addresses: readonly string[];
  /** Empty where it has no IPv6. */
  addresses6: readonly string[];
  isEncrypted: boolean;
  /** Whether browsers speak QUIC to it. */
  isQuic: boolean;
  /** Payload of a usual answer, in bytes. */
  answerBytes: number;
}

/** The services that a company rents. */
export interface CloudServices {
  /** Mail and calendar. */
  mail: Site;
  /** Files that are kept in step. */
  storage: Site;
  /** Messages; connections stay open. */
  chat: Site;
  /** Video calls. */
  calls: Site;
  /** Customers, time sheets, wikis. */
  business: Site;
  /** Updates of systems and programs. */
  updates: Site;
  /** Signatures and reports of the virus scanner. */
  protection: Site;
  /** What systems tell their makers. */
  telemetry: Site;
}

/** The part of the internet that an office knows. */
export interface Internet {
  country: string;
  /** Countries that it deals with, the home country first. */
  countries: readonly string[];
  /** The most popular first. */
  sites: readonly Site[];
  cloud: CloudServices;
  /** Servers that the name server asks. */
  nameServers: readonly string[];
  timeServers: readonly string[];
  /** Mail servers of others. */
  mailServers: readonly string[];
  /** Where makers of printers and cameras keep their services. */
  makers: readonly Site[];
}

const SITES = 1_200;
const PARTNER_COUNTRIES = 6;

/** Makes the internet of an office; the same for the same seed. */
export function createInternet(seed: number): Internet {
  const draws = createDraws(subSeed(seed, 0x1e7));
  const country = draws.pick(HOME_COUNTRIES);
  const others = HOME_COUNTRIES.filter((each) => each !== country);
  const partners = Array.from({ length: PARTNER_COUNTRIES }, () => draws.pick(others));
  const countries: string[] = [...new Set([country, ...partners])];
  const own = [...HOSTING_RANGES, ...ACCESS_RANGES].filter((each) =>
    each.country === country || countries.includes(each.country) && draws.chance(0.6)
  );
  const many = (count: number) =>
    Array.from({ length: count }, () => addressIn(draws, draws.pick(own)));
  return {
    country,
    countries,
    sites: Array.from(
      { length: SITES },
      (_, rank) =>
        draws.chance(rank < 200 ? 0.8 : 0.45) ? cloudSite(draws, 4) : ownSite(draws, many),
    ),
    cloud: {
      mail: cloudSite(draws, 12),
      storage: cloudSite(draws, 10),
      chat: cloudSite(draws, 6),
      calls: cloudSite(draws, 16),
      business: cloudSite(draws, 4),
      updates: cloudSite(draws, 20),
      protection: cloudSite(draws, 5),
      telemetry: cloudSite(draws, 6),
    },
    nameServers: many(12),
    timeServers: many(4),
    mailServers: many(60),
    makers: Array.from({ length: 4 }, () => cloudSite(draws, 2)),
  };
}

/** A site that shares the networks of a cloud with many others. */
function cloudSite(draws: Draws, addresses: number): Site {
  const { range, prefix6 } = draws.pick(CLOUD_RANGES);
  // Services sit in few of a cloud's many networks.
  const networks = Array.from(
    { length: Math.max(1, addresses >> 2) },
    () => range.first + 256 * draws.integer(Math.min(range.size / 256, 40)),
  );
  const hasIpv6 = draws.chance(0.7);
  return {
    addresses: Array.from(
      { length: addresses },
      () => dotted(draws.pick(networks) + draws.between(1, 254)),
    ),
    addresses6: Array.from(
      { length: hasIpv6 ? 2 : 0 },
      () => `${prefix6}:${hexWord(draws)}::${hexWord(draws)}`,
    ),
    isEncrypted: true,
    isQuic: draws.chance(0.35),
    answerBytes: draws.size(14_000, 1),
  };
}

/** A site with its own server. */
function ownSite(draws: Draws, many: (count: number) => string[]): Site {
  return {
    addresses: many(1),
    addresses6: [],
    isEncrypted: draws.chance(0.93),
    isQuic: false,
    answerBytes: draws.size(18_000, 1),
  };
}

function hexWord(draws: Draws): string {
  return draws.between(1, 0xffff).toString(16);
}
