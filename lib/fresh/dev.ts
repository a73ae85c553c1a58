/**
 * The part of Fresh's `fresh/dev` that Netsift uses.
 *
 * @module
 */
export { Builder, type BuildOptions } from "./build/builder.ts";
