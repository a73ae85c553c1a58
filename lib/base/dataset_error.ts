/** A fault of the input that a person can understand and fix. The message is shown as it is. */
export class DatasetError extends Error {
  override name = "DatasetError";
}
