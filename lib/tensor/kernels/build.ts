/**
 * Compiles the kernels in `assembly/` from AssemblyScript to WebAssembly.
 *
 * @module
 */
import asc from "assemblyscript/asc";

/** The checked-in builds by file name, with the features of WebAssembly that each needs. */
export const KERNEL_BUILDS = {
  "kernels_relaxed.wasm": "simd,relaxed-simd,threads",
  "kernels_simd.wasm": "simd,threads",
} as const;

/** Pages of 64 KiB that the memory of the kernels may grow to: 2 GiB. */
const MAXIMUM_PAGES = 32_768;

/**
 * Compiles one build.
 *
 * @throws {Error} with the compiler's messages
 */
export async function compileKernels(
  name: keyof typeof KERNEL_BUILDS,
): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array | undefined;
  const sources = import.meta.dirname!;
  const { error, stderr } = await asc.main([
    "assembly/index.ts",
    ...["--outFile", name],
    ...["--enable", KERNEL_BUILDS[name]],
    ...["--runtime", "stub"],
    ...["--maximumMemory", String(MAXIMUM_PAGES)],
    ...["--importMemory", "--sharedMemory", "--noAssert", "-O3"],
  ], {
    readFile: async (path, base) => {
      try {
        return await Deno.readTextFile(`${sources}/${base === "." ? "" : base}/${path}`);
      } catch {
        return null;
      }
    },
    writeFile: (_, contents) => {
      binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(stderr.toString() || String(error));
  return Uint8Array.from(binary);
}

if (import.meta.main) {
  for (const name of Object.keys(KERNEL_BUILDS) as (keyof typeof KERNEL_BUILDS)[]) {
    await Deno.writeFile(new URL(name, import.meta.url), await compileKernels(name));
  }
}
