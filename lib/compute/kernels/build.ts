/**
 * Compiles the kernels in `assembly/` from AssemblyScript to WebAssembly.
 *
 * @module
 */
import { compileAssembly } from "../assembly/compile.ts";

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
  return await compileAssembly(import.meta.dirname!, KERNEL_BUILDS[name], [
    ...["--maximumMemory", String(MAXIMUM_PAGES)],
    ...["--importMemory", "--sharedMemory"],
  ]);
}

if (import.meta.main) {
  for (const name of Object.keys(KERNEL_BUILDS) as (keyof typeof KERNEL_BUILDS)[]) {
    await Deno.writeFile(new URL(name, import.meta.url), await compileKernels(name));
  }
}
