import * as z from "zod/mini";
import { Day } from "../clock/instant.ts";
import { PersonId } from "../id.ts";
import { later } from "../schema.ts";
import { Language } from "../text.ts";
import { holdsBsn, isBsn } from "./bsn.ts";

const notBsn = { error: "a citizen service number is never taken in", params: { code: "looks-like-bsn" } };

const Text = later(() =>
  z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(100),
    z.regex(/^[^\p{Cc}\p{Cs}]*$/u, "no control characters"),
    z.refine((text) => !holdsBsn(text), notBsn),
  ),
);

const OwnPersonId = later(() => PersonId.check(z.refine((text) => !isBsn(text), notBsn)));

const PersonnelNumber = later(() =>
  z.string().check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,31}$/, "letters and digits, 32 at most"),
    z.refine((text) => !isBsn(text), notBsn),
  ),
);

const Email = later(() =>
  z.email().check(
    z.maxLength(254),
    z.refine((text) => !holdsBsn(text), notBsn),
  ),
);

const Phone = later(() =>
  z.string().check(z.regex(/^[+0][0-9 ()./-]{5,24}$/, "a telephone number that starts with 0 or +")),
);

const ReplyTo = later(() => z.strictObject({ email: z.optional(Email), phone: z.optional(Phone) }));

/**
 * Someone who asks or is asked about, as the organisation's people file knows them, or as the front office wrote down:
 * `provisional` may turn out to be an employee, an `outsider` (leaver, next of kin, candidate) never was one or is no
 * longer. The shape is strict: citizen service number, birth date, home address and bank account have no place in it.
 */
export const Person = later(() =>
  z
    .strictObject({
      personId: OwnPersonId,
      kind: z._default(z.enum(["employee", "provisional", "outsider"]), "employee"),
      personnelNumbers: z._default(z.array(PersonnelNumber).check(z.maxLength(20)), []),
      givenName: z.optional(Text),
      initials: z.optional(Text),
      /** What stands before the family name (tussenvoegsel), such as "van der". */
      prefix: z.optional(Text),
      familyName: Text,
      birthName: z.optional(Text),
      /** The name that people call them by (roepnaam). */
      knownAs: z.optional(Text),
      unit: z.optional(Text),
      location: z.optional(Text),
      managerPersonId: z.optional(OwnPersonId),
      employmentKind: z.optional(Text),
      /** The days of the employment, first and last. */
      from: z.optional(Day),
      until: z.optional(Day),
      workEmail: z.optional(Email),
      workPhone: z.optional(Phone),
      language: z._default(Language, "nl"),
      /** Known to few: shown to nobody who does not need to know. */
      shielded: z._default(z.boolean(), false),
      /** How someone without a work account is answered. */
      replyTo: z.optional(ReplyTo),
      /** Who a provisional person turned out to be. */
      linkedTo: z.optional(PersonId),
    })
    .check(
      z.refine((person) => !person.from || !person.until || person.from <= person.until, {
        error: "the last day is not before the first",
        path: ["until"],
        params: { code: "until-before-from" },
      }),
      z.refine((person) => person.kind !== "employee" || person.replyTo === undefined, {
        error: "an employee is answered at work",
        path: ["replyTo"],
        params: { code: "reply-to-of-employee" },
      }),
      z.refine((person) => person.kind === "provisional" || person.linkedTo === undefined, {
        error: "only a provisional person is linked to someone",
        path: ["linkedTo"],
        params: { code: "linked-not-provisional" },
      }),
    ),
);
export type Person = z.infer<typeof Person>;

/** The name as people say it, such as "Anna van der Berg". */
export function displayName(
  person: Pick<Person, "knownAs" | "givenName" | "initials" | "prefix" | "familyName">,
): string {
  const first = person.knownAs ?? person.givenName ?? person.initials;
  return [first, person.prefix, person.familyName].filter((part) => part !== undefined).join(" ");
}

/** Where mail reaches someone; somebody calls who has no address. */
export const mailAddressOf = (person: Pick<Person, "workEmail" | "replyTo">): string | undefined =>
  person.workEmail ?? person.replyTo?.email;
