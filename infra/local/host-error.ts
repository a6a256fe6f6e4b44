/** Something the person who starts the host can put right; its message is one sentence for that person. */
export class HostError extends Error {
  override name = "HostError";
}

/** Of what Node says of an option, only the first sentence says what is wrong. */
export function sentenceOf({ code, message }: NodeJS.ErrnoException): string {
  if (!code?.startsWith("ERR_PARSE_ARGS")) return message;
  return `${message.split(/\n|\. /)[0]?.replace(/\.$/, "")}; --help lists the options.`;
}
