/** So many jobs wait that no more are taken; the API answers with status 429. */
export class BusyError extends Error {
  override name = "BusyError";

  /**
   * @param message for a person
   * @param retryAfterSeconds when it is worth trying again
   */
  constructor(message: string, readonly retryAfterSeconds: number) {
    super(message);
  }
}
