/**
 * The canonical fields of connections, as SQL over the records of a dataset.
 *
 * @module
 */
import { type Database, quoteIdentifier, quoteLiteral } from "../../tables/duckdb.ts";
import { asNumber, asText, finite, nonBlank, trimmed } from "../../tables/numbers.ts";
import { storedColumns, type StoredType } from "../../tables/stored_columns.ts";
import type {
  ConnectionColumns,
  ConnectionField,
} from "../../values/connections/connection_columns.ts";
import { NO_ADDRESS, NO_SERVICE, PROTOCOLS } from "../../values/connections/words.ts";
import { errorSql } from "./error_sql.ts";
import { findTime } from "./find_time.ts";
import { outcomeSql } from "./outcome_sql.ts";

/** Columns of the file of connections, and what each is as SQL; names are those of the file. */
export type ConnectionSql = Record<
  | "time"
  | "source"
  | "destination"
  | "source_port"
  | "destination_port"
  | "protocol"
  | "service"
  | "outcome"
  | "error"
  | "duration"
  | "source_bytes"
  | "destination_bytes"
  | "source_packets"
  | "destination_packets",
  string
>;

const SECONDS = { seconds: 1, milliseconds: 1e3, microseconds: 1e6 };

/** What each field is, `NULL` where a record or the dataset does not say. */
export async function connectionSql(
  database: Database,
  parquet: string,
  { columns, durationUnit, stateNotation }: ConnectionColumns,
): Promise<ConnectionSql> {
  const stored = await storedColumns(database, parquet);
  const number = (field: ConnectionField) =>
    `${firstOf((columns[field] ?? []).map((name) => numberOf(name, stored)))}::DOUBLE`;
  const word = (field: ConnectionField) =>
    `${
      firstOf((columns[field] ?? []).map((name) => `(${nonBlank(textOf(name, stored))})`))
    }::VARCHAR`;
  const port = (field: "sourcePort" | "destinationPort") => {
    const [name, ...others] = columns[field] ?? [];
    const isNumeric = others.length === 0 && stored.get(name) === "numeric";
    return isNumeric ? boundedPort(quoteIdentifier(name)) : portSql(word(field));
  };
  const times = async (field: "time" | "end") =>
    (await findTime(database, parquet, columns[field] ?? []))?.sql ?? "NULL::DOUBLE";
  const time = await times("time");
  const source = addressSql(word("source"));
  const protocol = protocolSql(word("protocol"), source);
  const [sourceBytes, destinationBytes] = sides(number, "Bytes");
  const [sourcePackets, destinationPackets] = sides(number, "Packets");
  // Wireshark names what a packet holds where others name the protocol below.
  const named = columns.service
    ? word("service")
    : `CASE WHEN ${protocol} = 0 THEN ${word("protocol")} END`;
  const service = trimmed(`lower(${named})`);
  const state = trimmed(word("state"));
  const answerFlags = word("answerFlags");
  const outcome = outcomeSql(stateNotation, { state, destinationPackets, protocol, answerFlags });
  return {
    time,
    source,
    destination: addressSql(word("destination")),
    source_port: port("sourcePort"),
    destination_port: port("destinationPort"),
    protocol,
    service:
      `CASE WHEN ${NO_SERVICE.map((no) => `${service} <> ${quoteLiteral(no)}`).join(" AND ")}` +
      ` AND ${service} <> '' THEN ${service} END`,
    outcome,
    error: errorSql(stateNotation, state, outcome),
    duration: columns.duration
      ? `(${number("duration")}) / ${SECONDS[durationUnit]}`
      : `(${await times("end")} - ${time}) / 1000`,
    source_bytes: sourceBytes,
    destination_bytes: destinationBytes,
    source_packets: sourcePackets,
    destination_packets: destinationPackets,
  };
}

/** Of both directions: a total gives the one that is not there, or, alone, counts as the source's. */
function sides(
  number: (field: ConnectionField) => string,
  what: "Bytes" | "Packets",
): [source: string, destination: string] {
  const [source, destination, total] = [
    number(`source${what}`),
    number(`destination${what}`),
    number(`total${what}`),
  ];
  return [
    `coalesce(${source}, ${total} - coalesce(${destination}, 0))`,
    `coalesce(${destination}, CASE WHEN ${total} >= ${source} THEN ${total} - ${source} END)`,
  ];
}

function firstOf(values: string[]): string {
  return values.length === 0 ? "NULL" : values.length === 1 ? values[0] : `coalesce(${values})`;
}

function numberOf(name: string, stored: Map<string, StoredType>): string {
  const column = quoteIdentifier(name);
  return stored.get(name) === "numeric" ? `(${finite(column)})` : `(${asNumber(column)})`;
}

function textOf(name: string, stored: Map<string, StoredType>): string {
  return `(${asText(quoteIdentifier(name), stored.get(name) ?? "categorical")})`;
}

/** An address in lower case; gaps that files write as words or zeros are none. */
function addressSql(text: string): string {
  const address = trimmed(`lower(${text})`);
  return `CASE WHEN regexp_full_match(${address}, ${quoteLiteral(NO_ADDRESS)}) ` +
    `THEN NULL ELSE ${address} END`;
}

/** A port in decimal or, as Argus has it for ICMP, in hexadecimal; -1 where there is none. */
function portSql(text: string): string {
  const port = `coalesce(TRY_CAST(${text} AS DOUBLE), ` +
    `CASE WHEN starts_with(${text}, '0x') THEN TRY_CAST(${text} AS INTEGER) END)`;
  return boundedPort(port);
}

function boundedPort(port: string): string {
  return `CASE WHEN ${port} BETWEEN 0 AND 65535 THEN ${port} ELSE -1 END::INTEGER`;
}

/** The number of a protocol that is given in words or as a number; files call ICMPv6 `icmp`, too. */
function protocolSql(text: string, source: string): string {
  const word = trimmed(`lower(${text})`);
  const named = Object.entries(PROTOCOLS).flatMap(([number, words]) =>
    words.map((name) => `WHEN ${word} = ${quoteLiteral(name)} THEN ${number}`)
  );
  return `CASE WHEN ${word} = 'icmp' AND contains(${source}, ':') THEN 58 ${
    named.join(" ")
  } WHEN TRY_CAST(${text} AS DOUBLE) BETWEEN 0 AND 255 ` +
    `THEN TRY_CAST(${text} AS DOUBLE) ELSE 0 END::UTINYINT`;
}
