/**
 * The part of Fresh's `fresh/dev` that Netsift uses.
 *
 * @module
 */
export { Builder, type BuildOptions } from "./builder.ts";
