/** There are as many of something as there may be; the message says what to do. */
export class TooManyError extends Error {
  override name = "TooManyError";

  /**
   * @param most how many there may be
   * @param what they are, such as `rules`
   */
  constructor(most: number, what: string) {
    super(`There are already ${most} ${what}. Delete some first.`);
  }
}
