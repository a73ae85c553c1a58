// deno-fmt-ignore
/** A status of the 4xx or 5xx class that RFC 9110 or an extension of it registers. */
export type ErrorStatus =
  | 400 | 401 | 402 | 403 | 404 | 405 | 406 | 407 | 408 | 409 | 410 | 411 | 412 | 413 | 414
  | 415 | 416 | 417 | 418 | 421 | 422 | 423 | 424 | 425 | 426 | 428 | 429 | 431 | 451
  | 500 | 501 | 502 | 503 | 504 | 505 | 506 | 507 | 508 | 510 | 511;

/**
 * An error that stands for an HTTP response. Thrown in a handler, middleware or component it
 * ends the request with `status`; the nearest `_error` page renders it.
 */
export class HttpError extends Error {
  override readonly name = "HttpError";
  /** The response's status. */
  readonly status: ErrorStatus;

  /**
   * @param status The response's status.
   * @param message What went wrong; empty by default.
   * @param options `cause` as of `Error`.
   */
  constructor(status: ErrorStatus, message?: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}
