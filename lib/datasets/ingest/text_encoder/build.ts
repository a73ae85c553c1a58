/**
 * Compiles the encoder of text in `assembly/` from AssemblyScript to WebAssembly.
 *
 * @module
 */
import { compileAssembly } from "../../../compute/assembly/compile.ts";
import { TEXT_ENCODER } from "./encoder_module.ts";

/**
 * Compiles it.
 *
 * @throws {Error} with the compiler's messages
 */
export async function compileTextEncoder(): Promise<Uint8Array<ArrayBuffer>> {
  return await compileAssembly(import.meta.dirname!, "simd");
}

if (import.meta.main) await Deno.writeFile(TEXT_ENCODER, await compileTextEncoder());
