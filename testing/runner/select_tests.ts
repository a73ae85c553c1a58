import { basename, join, relative } from "node:path";

/** What a call of the test command asks for. */
export interface TestSelection {
  /** Test files, relative to the root, in order. */
  files: string[];
  /** Files and folders whose doc examples run; test files have none. */
  examples: string[];
  /** Flags for each `deno test`. */
  flags: string[];
}

const TEST_FILE = /^(.*[_.])?test\.(tsx?|mts|jsx?|mjs)$/;

/**
 * Reads the arguments of the test command: files and folders, and `--filter`.
 *
 * @param root the checkout
 * @param excluded folders that hold no tests, relative to the root
 * @returns `null` when they hold any other flag: its meaning is known to `deno test` alone
 */
export async function selectTests(
  args: readonly string[],
  root: string,
  excluded: readonly string[],
): Promise<TestSelection | null> {
  const flags: string[] = [];
  const paths: string[] = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === "--filter" && i + 1 < args.length) flags.push(args[i], args[++i]);
    else if (args[i].startsWith("--filter=")) flags.push(args[i]);
    else if (args[i].startsWith("-")) return null;
    else paths.push(args[i]);
  }
  if (paths.length === 0) paths.push(".");
  const files = new Set<string>();
  for (const path of paths) {
    for await (const file of testFiles(join(root, path), root, excluded)) files.add(file);
  }
  const examples = paths.filter((path) => !TEST_FILE.test(basename(path)));
  return { files: [...files].sort(), examples, flags };
}

/** A file as it is; of a folder, the test files below it. */
async function* testFiles(
  path: string,
  root: string,
  excluded: readonly string[],
): AsyncGenerator<string> {
  const { isFile } = await Deno.stat(path);
  if (isFile) {
    if (TEST_FILE.test(basename(path))) yield relative(root, path);
    return;
  }
  for await (const entry of Deno.readDir(path)) {
    const inner = join(path, entry.name);
    if (entry.name.startsWith(".") || excluded.includes(relative(root, inner))) continue;
    if (entry.isDirectory || (entry.isFile && TEST_FILE.test(entry.name))) {
      yield* testFiles(inner, root, excluded);
    }
  }
}
