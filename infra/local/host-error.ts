/** Something the person who starts the host can put right; its message is one sentence for that person. */
export class HostError extends Error {
  override name = "HostError";
}
