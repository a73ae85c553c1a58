/**
 * The settings of a Netsift server, read once from environment variables.
 *
 * @module
 */
import { isAbsolute, join } from "node:path";

/** The settings of a Netsift server. */
export interface Config {
  /** Address to listen on (`HOST`, default 127.0.0.1). */
  host: string;
  /** Host names to serve besides loopback's (`NETSIFT_HOSTS`, separated by commas, default none). */
  allowedHosts: string[];
  /** Port to listen on (`PORT`, default 8000). */
  port: number;
  /**
   * Connections at the same time (`NETSIFT_MAX_CONNECTIONS`); `null`: as many as the limit of open
   * files allows.
   */
  maxConnections: number | null;
  /** A connection that sends no whole request head for so long is closed (`NETSIFT_HEADER_TIMEOUT_S`, default 15). */
  headerTimeoutMs: number;
  /**
   * A connection without a request, or with an upload that has stopped, is closed after so long
   * (`NETSIFT_IDLE_TIMEOUT_S`, default 75).
   */
  idleTimeoutMs: number;
  /** Folder that holds everything Netsift stores (`NETSIFT_DATA`, default `./data`). */
  dataFolder: string;
  /** Largest upload in bytes (`NETSIFT_MAX_UPLOAD_MB`, default 4096). */
  maxUploadBytes: number;
  /** Largest size of an upload after decompression (`NETSIFT_MAX_UNCOMPRESSED_MB`, default 65536). */
  maxUncompressedBytes: number;
  /** Longest line of an uploaded file or a stream (`NETSIFT_MAX_LINE_MB`, default 8). */
  maxLineBytes: number;
  /** Memory DuckDB may use in one process (`NETSIFT_DUCKDB_MEMORY_MB`, default 1024). */
  duckdbMemoryBytes: number;
  /** Training runs at the same time (`NETSIFT_MAX_RUNS`, default 1). */
  maxRuns: number;
  /** Runs that may wait; more are refused (`NETSIFT_MAX_QUEUED_RUNS`, default 100). */
  maxQueuedRuns: number;
  /**
   * Milliseconds for each measure of the importance of features to a model, or a tenth of its
   * training if that is more (`NETSIFT_IMPORTANCE_MS`, default 2000).
   */
  importanceMs: number;
  /** Ingests at the same time (`NETSIFT_MAX_INGESTS`, default 1). */
  maxIngests: number;
  /** Where public datasets are fetched from in place of their sources (`NETSIFT_DOWNLOAD_BASE`). */
  downloadBase: string | null;
  /** A download that receives nothing for this long fails (`NETSIFT_DOWNLOAD_TIMEOUT_S`, default 30). */
  downloadTimeoutMs: number;
  /** Folder with the data sets for reproductions (`NETSIFT_REPRODUCE_DATA`); `null`: fetched. */
  reproduceData: string | null;
  /** Memory for models that stay loaded, of all threads together (`NETSIFT_MODEL_CACHE_MB`, default 512). */
  modelCacheBytes: number;
  /** Threads that score streams of records (`NETSIFT_STREAM_THREADS`, default the number of cores). */
  streamThreads: number;
  /** Streams of records at the same time (`NETSIFT_MAX_STREAMS`, default 64). */
  maxStreams: number;
  /** A stream through which nothing goes for so long is ended (`NETSIFT_STREAM_IDLE_S`, default 600). */
  streamIdleMs: number;
  /**
   * Folders of this machine that sensors may follow, with all in them (`NETSIFT_SENSOR_FOLDERS`,
   * absolute paths separated by commas, default none).
   */
  sensorFolders: string[];
  /** Exports of data, scores and models at the same time (`NETSIFT_MAX_EXPORTS`, default 8). */
  maxExports: number;
  /** An answer that its client does not read for so long is ended (`NETSIFT_EXPORT_IDLE_S`, default 60). */
  exportIdleMs: number;
  /** Records in one prediction request (`NETSIFT_MAX_PREDICT_RECORDS`, default 10000). */
  maxPredictRecords: number;
  /** Largest JSON request body in bytes (`NETSIFT_MAX_JSON_MB`, default 16). */
  maxJsonBytes: number;
  access: AccessConfig;
}

/** Who may do what, and how often. */
export interface AccessConfig {
  /** The administrator's token (`NETSIFT_TOKEN`); `null`: everybody who reaches the server may do all. */
  adminToken: string | null;
  /** Believe the nearest proxy about address and protocol (`NETSIFT_TRUST_PROXY`, default no). */
  trustProxy: boolean;
  /** A session that is not used for so long ends (`NETSIFT_SESSION_HOURS`, default 12). */
  sessionMs: number;
  /** Wrong tokens of one address a minute (`NETSIFT_LOGIN_ATTEMPTS`, default 10). */
  loginAttemptsPerMinute: number;
  /**
   * Uploads, runs, exports and the like of one client a minute (`NETSIFT_HEAVY_PER_MINUTE`, default
   * 300 where a token is set); `null`: as many as come.
   */
  heavyPerMinute: number | null;
  /**
   * Requests that score, of one client a minute (`NETSIFT_SCORE_PER_MINUTE`, default 60000 where a
   * token is set); `null`: as many as come.
   */
  scorePerMinute: number | null;
  /** Entries of the audit log that are kept (`NETSIFT_AUDIT_ENTRIES`, default 100000). */
  auditEntries: number;
}

const MEGABYTE = 2 ** 20;
/** Characters of a token that people choose; one of `openssl rand -hex 32` has 64. */
const MIN_TOKEN_LENGTH = 16;

/** Whether an address to listen on is reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}

/**
 * Reads the settings.
 *
 * @param env the environment, by name
 * @throws {RangeError} naming the variable whose value cannot be used, or that is missing where the
 *   server would be open to others
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
  const folders = (name: string): string[] => {
    const paths = (env[name] ?? "").split(",").map((path) => path.trim()).filter(Boolean);
    const relative = paths.find((path) => !isAbsolute(path));
    if (relative === undefined) return paths;
    throw new RangeError(`${name} must hold absolute paths, but has "${relative}".`);
  };
  const flag = (name: string): boolean => {
    const text = env[name]?.trim().toLowerCase() ?? "";
    if (["yes", "true", "1"].includes(text)) return true;
    if (["", "no", "false", "0"].includes(text)) return false;
    throw new RangeError(`${name} must be yes or no, but is "${text}".`);
  };
  const host = env.HOST?.trim() || "127.0.0.1";
  const adminToken = env.NETSIFT_TOKEN?.trim() || null;
  if (adminToken !== null && !/^[\x21-\x7e]+$/.test(adminToken)) {
    throw new RangeError("NETSIFT_TOKEN must have letters, digits and signs of ASCII only.");
  }
  if (adminToken !== null && adminToken.length < MIN_TOKEN_LENGTH) {
    throw new RangeError(
      `NETSIFT_TOKEN must have ${MIN_TOKEN_LENGTH} characters or more, so that it cannot be guessed: ` +
        "openssl rand -hex 32 makes one.",
    );
  }
  if (adminToken === null && !flag("NETSIFT_OPEN") && !isLoopback(host)) {
    throw new RangeError(
      `With HOST=${host}, others can reach Netsift, and anyone could read, train and delete. Set ` +
        "NETSIFT_TOKEN to a long secret (openssl rand -hex 32), or NETSIFT_OPEN=yes if it may be open.",
    );
  }
  const perMinute = (name: string, fallback: number): number | null => {
    const set = integer(name, adminToken === null ? 0 : fallback, 0, 10_000_000);
    return set === 0 ? null : set;
  };
  return {
    host,
    allowedHosts: (env.NETSIFT_HOSTS ?? "").split(",").map((host) => host.trim()).filter(Boolean),
    port: integer("PORT", 8000, 0, 65535),
    maxConnections: integer("NETSIFT_MAX_CONNECTIONS", 0, 0, 1_000_000) || null,
    headerTimeoutMs: integer("NETSIFT_HEADER_TIMEOUT_S", 15, 1, 3600) * 1000,
    idleTimeoutMs: integer("NETSIFT_IDLE_TIMEOUT_S", 75, 1, 86_400) * 1000,
    dataFolder: env.NETSIFT_DATA?.trim() || join(".", "data"),
    maxUploadBytes: megabytes("NETSIFT_MAX_UPLOAD_MB", 4096),
    maxUncompressedBytes: megabytes("NETSIFT_MAX_UNCOMPRESSED_MB", 65536),
    maxLineBytes: megabytes("NETSIFT_MAX_LINE_MB", 8),
    duckdbMemoryBytes: megabytes("NETSIFT_DUCKDB_MEMORY_MB", 1024),
    maxRuns: integer("NETSIFT_MAX_RUNS", 1, 1, 64),
    maxQueuedRuns: integer("NETSIFT_MAX_QUEUED_RUNS", 100, 1, 100_000),
    importanceMs: integer("NETSIFT_IMPORTANCE_MS", 2000, 1, 15_000),
    maxIngests: integer("NETSIFT_MAX_INGESTS", 1, 1, 64),
    downloadBase: httpAddress("NETSIFT_DOWNLOAD_BASE"),
    downloadTimeoutMs: integer("NETSIFT_DOWNLOAD_TIMEOUT_S", 30, 1, 3600) * 1000,
    reproduceData: env.NETSIFT_REPRODUCE_DATA?.trim() || null,
    modelCacheBytes: megabytes("NETSIFT_MODEL_CACHE_MB", 512),
    streamThreads: integer("NETSIFT_STREAM_THREADS", navigator.hardwareConcurrency, 1, 256),
    maxStreams: integer("NETSIFT_MAX_STREAMS", 64, 1, 10_000),
    streamIdleMs: integer("NETSIFT_STREAM_IDLE_S", 600, 1, 86_400) * 1000,
    sensorFolders: folders("NETSIFT_SENSOR_FOLDERS"),
    maxExports: integer("NETSIFT_MAX_EXPORTS", 8, 1, 1000),
    exportIdleMs: integer("NETSIFT_EXPORT_IDLE_S", 60, 1, 86_400) * 1000,
    maxPredictRecords: integer("NETSIFT_MAX_PREDICT_RECORDS", 10_000, 1, 1_000_000),
    maxJsonBytes: megabytes("NETSIFT_MAX_JSON_MB", 16),
    access: {
      adminToken,
      trustProxy: flag("NETSIFT_TRUST_PROXY"),
      sessionMs: integer("NETSIFT_SESSION_HOURS", 12, 1, 24 * 30) * 3_600_000,
      loginAttemptsPerMinute: integer("NETSIFT_LOGIN_ATTEMPTS", 10, 1, 1_000_000),
      heavyPerMinute: perMinute("NETSIFT_HEAVY_PER_MINUTE", 300),
      scorePerMinute: perMinute("NETSIFT_SCORE_PER_MINUTE", 60_000),
      auditEntries: integer("NETSIFT_AUDIT_ENTRIES", 100_000, 100, 100_000_000),
    },
  };
}
