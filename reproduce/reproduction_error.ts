/** A reproduction cannot go on; the message is for a person. */
export class ReproductionError extends Error {
  override name = "ReproductionError";
}
