import type { DigestDue } from "../../shared/contract/message.ts";
import { composeDigest } from "../../shared/notice/mail.ts";
import { mailAddressOf } from "../../shared/person/person.ts";
import { digestEntries } from "../store/notices.ts";
import { loadPerson } from "../store/people.ts";
import { type Helpdesk, mailOnce } from "./mailing.ts";

/** One mail for all that somebody was not mailed apart. What it was made of stays until it expires, for a replay. */
export async function mailDigest(helpdesk: Helpdesk, digest: DigestDue): Promise<void> {
  const { table, organisation } = helpdesk;
  const [entries, person] = await Promise.all([
    digestEntries(table, digest),
    loadPerson(table, digest.organisation, digest.digestFor),
  ]);
  const address = person && mailAddressOf(person);
  // Planned by somebody who broke off before there was anything in it.
  if (!address || entries.length === 0) return;
  const { language } = person;
  await mailOnce(helpdesk, digest, address, async (publicUrl) =>
    composeDigest({ entries, language, organisation, publicUrl }),
  );
}
