/** A message did not arrive. */
export class SendError extends Error {
  override name = "SendError";

  /**
   * @param message why, for a person
   * @param isFinal whether another attempt would fail too
   * @param retryAfterMs when the receiver wants the next attempt
   */
  constructor(message: string, readonly isFinal: boolean, readonly retryAfterMs = 0) {
    super(message);
  }
}
