/**
 * The compiler from AssemblyScript to WebAssembly.
 *
 * @module
 */
import asc from "assemblyscript/asc";

/**
 * Compiles `assembly/index.ts` of a folder.
 *
 * @param folder where `assembly/` is
 * @param features of WebAssembly that the module may use, such as `"simd,threads"`
 * @param options more options of the compiler
 * @throws {Error} with the compiler's messages
 */
export async function compileAssembly(
  folder: string,
  features: string,
  options: string[] = [],
): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    "assembly/index.ts",
    ...["--outFile", "module.wasm"],
    ...["--enable", features],
    ...["--runtime", "stub"],
    ...options,
    ...["--noAssert", "-O3"],
  ], {
    readFile: async (path, base) => {
      try {
        return await Deno.readTextFile(`${folder}/${base === "." ? "" : base}/${path}`);
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
