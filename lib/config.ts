/**
 * The settings of a Netsift server, read once from environment variables.
 *
 * @module
 */
import { join } from "node:path";

/** The settings of a Netsift server. */
export interface Config {
  /** Address to listen on (`HOST`, default 127.0.0.1). */
  host: string;
  /** Host names to serve besides loopback's (`NETSIFT_HOSTS`, separated by commas, default none). */
  allowedHosts: string[];
  /** Port to listen on (`PORT`, default 8000). */
  port: number;
  /** Folder that holds everything Netsift stores (`NETSIFT_DATA`, default `./data`). */
  dataFolder: string;
  /** Largest upload in bytes (`NETSIFT_MAX_UPLOAD_MB`, default 4096). */
  maxUploadBytes: number;
  /** Largest size of an upload after decompression (`NETSIFT_MAX_UNCOMPRESSED_MB`, default 65536). */
  maxUncompressedBytes: number;
  /** Longest line of an uploaded file (`NETSIFT_MAX_LINE_MB`, default 8). */
  maxLineBytes: number;
  /** Memory DuckDB may use in one process (`NETSIFT_DUCKDB_MEMORY_MB`, default 1024). */
  duckdbMemoryBytes: number;
  /** Training runs at the same time (`NETSIFT_MAX_RUNS`, default 1). */
  maxRuns: number;
  /** Runs that may wait; more are refused (`NETSIFT_MAX_QUEUED_RUNS`, default 100). */
  maxQueuedRuns: number;
  /** Ingests at the same time (`NETSIFT_MAX_INGESTS`, default 1). */
  maxIngests: number;
  /** Where public datasets are fetched from in the place of their sources (`NETSIFT_DOWNLOAD_BASE`). */
  downloadBase: string | null;
  /** A download that gets no byte for so long is given up (`NETSIFT_DOWNLOAD_TIMEOUT_S`, default 30). */
  downloadTimeoutMs: number;
  /** Models kept loaded for predictions (`NETSIFT_MAX_LOADED_MODELS`, default 8). */
  maxLoadedModels: number;
  /** Records in one prediction request (`NETSIFT_MAX_PREDICT_RECORDS`, default 10000). */
  maxPredictRecords: number;
  /** Largest JSON request body in bytes (`NETSIFT_MAX_JSON_MB`, default 16). */
  maxJsonBytes: number;
}

const MEGABYTE = 2 ** 20;

/**
 * Reads the settings.
 *
 * @param env the environment, by name
 * @throws {RangeError} naming the variable whose value cannot be used
 *
 * @example
 * ```ts
 * import { readConfig } from "./config.ts";
 * import assert from "node:assert/strict";
 *
 * assert.equal(readConfig({ PORT: "9000" }).port, 9000);
 * ```
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const integer = (name: string, fallback: number, least: number, most: number): number => {
    const text = env[name]?.trim();
    if (!text) return fallback;
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most) {
      throw new RangeError(
        `${name} must be a whole number from ${least} to ${most}, but is "${text}".`,
      );
    }
    return value;
  };
  const megabytes = (name: string, fallback: number): number =>
    integer(name, fallback, 1, 2 ** 30) * MEGABYTE;
  const httpAddress = (name: string): string | null => {
    const text = env[name]?.trim();
    if (!text) return null;
    if (!/^https?:$/.test(URL.parse(text)?.protocol ?? "")) {
      throw new RangeError(`${name} must be an http or https address, but is "${text}".`);
    }
    return text;
  };
  return {
    host: env.HOST?.trim() || "127.0.0.1",
    allowedHosts: (env.NETSIFT_HOSTS ?? "").split(",").map((host) => host.trim()).filter(Boolean),
    port: integer("PORT", 8000, 0, 65535),
    dataFolder: env.NETSIFT_DATA?.trim() || join(".", "data"),
    maxUploadBytes: megabytes("NETSIFT_MAX_UPLOAD_MB", 4096),
    maxUncompressedBytes: megabytes("NETSIFT_MAX_UNCOMPRESSED_MB", 65536),
    maxLineBytes: megabytes("NETSIFT_MAX_LINE_MB", 8),
    duckdbMemoryBytes: megabytes("NETSIFT_DUCKDB_MEMORY_MB", 1024),
    maxRuns: integer("NETSIFT_MAX_RUNS", 1, 1, 64),
    maxQueuedRuns: integer("NETSIFT_MAX_QUEUED_RUNS", 100, 1, 100_000),
    maxIngests: integer("NETSIFT_MAX_INGESTS", 1, 1, 64),
    downloadBase: httpAddress("NETSIFT_DOWNLOAD_BASE"),
    downloadTimeoutMs: integer("NETSIFT_DOWNLOAD_TIMEOUT_S", 30, 1, 3600) * 1000,
    maxLoadedModels: integer("NETSIFT_MAX_LOADED_MODELS", 8, 1, 1000),
    maxPredictRecords: integer("NETSIFT_MAX_PREDICT_RECORDS", 10_000, 1, 1_000_000),
    maxJsonBytes: megabytes("NETSIFT_MAX_JSON_MB", 16),
  };
}
