/** A stream has come to nothing. */
export class StreamError extends Error {
  override name = "StreamError";
}

/** The thread that scored a stream failed; another stream gets a new one. */
export class StreamLostError extends StreamError {
  override name = "StreamLostError";
}
