/**
 * Where on the internet the other ends are: ranges of IPv4 addresses that large providers of a country
 * hold, as the regional registries publish them. Only numbers are drawn from them; none of their
 * hosts is meant.
 *
 * @module
 */
import type { Draws } from "../draws.ts";

/** A range of addresses in one country. */
export interface AddressRange {
  /** ISO 3166-1 alpha-2 code. */
  country: string;
  /** The first address as a number. */
  first: number;
  /** How many addresses there are. */
  size: number;
}

function range(country: string, network: string): AddressRange {
  const [address, bits] = network.split("/");
  return { country, first: addressNumber(address), size: 2 ** (32 - Number(bits)) };
}

function addressNumber(address: string): number {
  return address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0);
}

/** Where homes and companies of a country get their addresses. */
export const ACCESS_RANGES: readonly AddressRange[] = [
  range("DE", "80.128.0.0/11"),
  range("DE", "87.128.0.0/11"),
  range("FR", "90.0.0.0/11"),
  range("FR", "82.64.0.0/14"),
  range("GB", "81.128.0.0/12"),
  range("GB", "86.128.0.0/11"),
  range("NL", "77.160.0.0/13"),
  range("IT", "79.0.0.0/11"),
  range("ES", "80.24.0.0/13"),
  range("PL", "83.0.0.0/12"),
  range("AT", "80.108.0.0/15"),
  range("CH", "85.0.0.0/13"),
  range("SE", "81.224.0.0/12"),
  range("DK", "80.160.0.0/13"),
  range("CZ", "89.176.0.0/15"),
  range("BE", "91.176.0.0/13"),
  range("FI", "88.112.0.0/14"),
  range("IE", "86.40.0.0/13"),
  range("AU", "1.120.0.0/13"),
  range("BR", "177.32.0.0/12"),
  range("CN", "114.80.0.0/12"),
  range("IN", "117.192.0.0/11"),
  range("IR", "2.176.0.0/12"),
  range("KR", "175.192.0.0/11"),
  range("NG", "197.210.0.0/16"),
  range("RU", "95.24.0.0/13"),
  range("TR", "78.160.0.0/12"),
  range("VN", "113.160.0.0/11"),
  range("ZA", "197.80.0.0/13"),
];

/** Where smaller services rent their servers. */
export const HOSTING_RANGES: readonly AddressRange[] = [
  range("DE", "46.4.0.0/16"),
  range("DE", "78.46.0.0/15"),
  range("DE", "88.198.0.0/16"),
  range("FR", "51.15.0.0/17"),
  range("FR", "212.27.32.0/19"),
  range("NL", "145.96.0.0/15"),
  range("AT", "62.46.0.0/16"),
];

/** Networks of large clouds and content networks, with their IPv6 prefixes. */
export const CLOUD_RANGES: readonly { range: AddressRange; prefix6: string }[] = [
  { range: range("US", "142.250.0.0/15"), prefix6: "2a00:1450:4001" },
  { range: range("US", "52.96.0.0/14"), prefix6: "2603:1026:c0d" },
  { range: range("US", "13.107.0.0/16"), prefix6: "2620:1ec:8fa" },
  { range: range("US", "151.101.0.0/16"), prefix6: "2a04:4e42:600" },
  { range: range("US", "104.16.0.0/14"), prefix6: "2606:4700:4400" },
];

/** Countries that an office may be in. */
export const HOME_COUNTRIES = ["DE", "FR", "GB", "NL", "IT", "ES", "PL", "AT", "CH", "SE"] as const;

/** Countries from which nobody works for an office in {@linkcode HOME_COUNTRIES}. */
export const FAR_COUNTRIES = [
  "AU",
  "BR",
  "CN",
  "IN",
  "IR",
  "KR",
  "NG",
  "RU",
  "TR",
  "VN",
  "ZA",
] as const;

/** An address of a range, neither the first nor the last of its /24. */
export function addressIn(draws: Draws, { first, size }: AddressRange): string {
  const number = first + draws.integer(size / 256) * 256 + draws.between(1, 254);
  return dotted(number);
}

/** Some home or company in a country. */
export function addressOfCountry(draws: Draws, country: string): string {
  return addressIn(draws, draws.pick(ACCESS_RANGES.filter((each) => each.country === country)));
}

/** An IPv4 address in its usual form. */
export function dotted(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
}
