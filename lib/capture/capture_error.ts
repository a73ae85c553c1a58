/** A capture, or a part of it, that cannot be read; the message is for the person who brought it. */
export class CaptureError extends Error {
  override name = "CaptureError";
}
