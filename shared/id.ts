import * as z from "zod/mini";
import { later } from "./schema.ts";

/** Every id says what it is: a prefix, an underscore and a ULID (time first, so ids sort by age). */
export const prefixes = {
  ticket: "tkt",
  contact: "con",
  content: "msg",
  person: "per",
  import: "imp",
  job: "job",
} as const;
export type Prefix = keyof typeof prefixes;

const ulid = "[0-9A-HJKMNP-TV-Z]{26}";
const idOf = <P extends Prefix>(prefix: P) =>
  z
    .string()
    .check(z.regex(new RegExp(`^${prefixes[prefix]}_${ulid}$`), `an id of the form ${prefixes[prefix]}_…`));

export const TicketId = later(() => idOf("ticket").brand("TicketId"));
export type TicketId = z.infer<typeof TicketId>;
export const ContactId = later(() => idOf("contact").brand("ContactId"));
export type ContactId = z.infer<typeof ContactId>;
export const ContentId = later(() => idOf("content").brand("ContentId"));
export type ContentId = z.infer<typeof ContentId>;
export const ImportId = later(() => idOf("import").brand("ImportId"));
export type ImportId = z.infer<typeof ImportId>;
export const JobId = later(() => idOf("job").brand("JobId"));
export type JobId = z.infer<typeof JobId>;

/** A person's id comes from the organisation's people file; `per_…` marks one that the desk made for an unknown caller. */
export const PersonId = later(() =>
  z
    .string()
    .check(
      z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, "letters, digits, dot, dash or underscore, 64 at most"),
    )
    .brand("PersonId"),
);
export type PersonId = z.infer<typeof PersonId>;

/** The key of an organisation in a token, a header and every stored item. */
export const OrganisationId = later(() =>
  z
    .string()
    .check(z.regex(/^[a-z][a-z0-9-]{1,39}$/, "lower case letters, digits and dashes, 40 at most"))
    .brand("OrganisationId"),
);
export type OrganisationId = z.infer<typeof OrganisationId>;

/** A name that the organisation's configuration gives to a desk, topic, calendar and the like. */
export const Key = later(() =>
  z
    .string()
    .check(z.regex(/^[a-z][a-z0-9_-]{0,49}$/, "lower case letters, digits, dash, underscore, 50 at most")),
);
export type Key = z.infer<typeof Key>;

const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/**
 * A ULID: 48 bits of time, 80 bits of entropy (https://github.com/ulid/spec).
 * @param at epoch milliseconds
 * @param entropy ten random bytes
 */
export function makeId(prefix: Prefix, at: number, entropy: Uint8Array): string {
  let bits = BigInt(Math.floor(at));
  for (const byte of entropy.subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = crockford[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `${prefixes[prefix]}_${text}`;
}
