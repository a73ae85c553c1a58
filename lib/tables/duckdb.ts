/**
 * DuckDB, opened the way Netsift needs it: in memory, bounded, offline, and quoting done in one place.
 *
 * @module
 */
import {
  type DuckDBConnection,
  type DuckDBDataChunk,
  DuckDBInstance,
  type JS,
} from "@duckdb/node-api";
import { freeNativeObjectsAtEnd } from "./native_teardown.ts";

/** A value, quoted as an SQL string; one with a NUL, which ends SQL, is put together of several. */
export function quoteLiteral(text: string): string {
  const parts = text.replaceAll("'", "''").split("\0").map((part) => `'${part}'`);
  return parts.length === 1 ? parts[0] : `(${parts.join(" || chr(0) || ")})`;
}

/** A name, quoted as an SQL identifier. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQL that reads a Parquet file; see `ordered_rows.ts` where the order of its rows matters. */
export function parquetSource(path: string, options: { rowNumbers?: boolean } = {}): string {
  return `read_parquet([${quoteLiteral(path)}], file_row_number = ${options.rowNumbers === true})`;
}

/**
 * SQL: how Parquet files are written. The lowest level of zstd packs tables of traffic as tightly as
 * the others, to some percent, and takes a fifth less time to write them.
 */
export const PARQUET_FORMAT = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1";

/** How to open a database. */
export interface DatabaseOptions {
  /** Folder for what does not fit into memory; it need not exist. */
  spillFolder: string;
  /** Beyond that it works on disk; one GiB where it is left out. */
  memoryBytes?: number;
  /** Threads it works with; two where it is left out. */
  threads?: number;
  /** Interrupts what runs; the call in progress then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** An open in-memory database. Close it with `using`. */
export interface Database extends Disposable {
  readonly connection: DuckDBConnection;
  /** Runs one statement. */
  run(sql: string, onProgress?: (fraction: number) => void): Promise<void>;
  /** Runs one query and gives its rows as plain JavaScript values. */
  rows(sql: string): Promise<JS[][]>;
  /** Runs one query and gives its result piece by piece, as fast as it is taken. */
  chunks(sql: string): AsyncGenerator<DuckDBDataChunk, void, undefined>;
}

/** How often progress is looked at. */
const PROGRESS_INTERVAL_MS = 100;

/** Opens a database that lives as long as the object returned. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { signal } = options;
  signal?.throwIfAborted();
  freeNativeObjectsAtEnd();
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? 2),
    memory_limit: `${Math.ceil((options.memoryBytes ?? 2 ** 30) / 2 ** 20)}MiB`,
    temp_directory: options.spillFolder,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    // It would give the old content of a file that is rewritten under its name.
    enable_external_file_cache: "false",
  });
  const connection = await instance.connect();
  await connection.run("SET enable_progress_bar = true");
  await connection.run("SET enable_progress_bar_print = false");
  await connection.run("SET progress_bar_time = 0");

  async function guarded<T>(work: () => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    const interrupt = () => connection.interrupt();
    signal?.addEventListener("abort", interrupt);
    try {
      return await work();
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener("abort", interrupt);
    }
  }

  return {
    connection,
    run: (sql, onProgress) =>
      guarded(async () => {
        const timer = onProgress &&
          setInterval(() => {
            const { percentage } = connection.progress;
            if (percentage >= 0) onProgress(percentage / 100);
          }, PROGRESS_INTERVAL_MS);
        try {
          await connection.run(sql);
        } finally {
          clearInterval(timer);
        }
      }),
    rows: (sql) => guarded(async () => (await connection.runAndReadAll(sql)).getRowsJS()),
    async *chunks(sql) {
      const result = await guarded(() => connection.stream(sql));
      for (;;) {
        const chunk = await guarded(() => result.fetchChunk());
        if (!chunk || chunk.rowCount === 0) return;
        yield chunk;
      }
    },
    [Symbol.dispose]() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
