import type { Instant } from "../../shared/clock/instant.ts";
import { needs } from "../../shared/contract/environment.ts";
import type { Mail } from "../../shared/notice/mail.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import { sendMail } from "../outbox/mail.ts";
import { environment } from "../runtime/environment.ts";
import { log } from "../runtime/log.ts";
import { giveBack, lease, type Mailing, settle } from "../store/notices.ts";
import type { Table } from "../store/table.ts";

/** What telling somebody asks of its surroundings. */
export type Helpdesk = { organisation: Organisation; table: Table; at: Instant };

export class Leased extends Error {
  override name = "Leased";
}

/**
 * Mails once what is known by its key; whoever comes second finds it done.
 * @param otherwise what is done where no mail server takes the address
 * @throws Leased while somebody else is at it
 */
export async function mailOnce(
  { table, at }: Helpdesk,
  mailing: Mailing,
  address: string,
  written: (publicUrl: string) => Promise<Mail>,
  otherwise: () => Promise<void> = async () => {},
): Promise<void> {
  const held = await lease(table, mailing, at);
  if (held === "done") return;
  if (held === "busy") throw new Leased();
  const { MAIL_SENDER, PUBLIC_URL } = environment(...needs.notices);
  const mail = await written(PUBLIC_URL);
  const taken = await sendMail(MAIL_SENDER, address, mail).catch(async (error) => {
    await giveBack(table, mailing);
    throw error;
  });
  if (!taken) {
    log.warn("no mail server takes this address", "ticketId" in mailing ? whatOf(mailing) : {});
    await otherwise();
  }
  await settle(table, mailing, taken ? "sent" : "undeliverable", at);
}

const whatOf = ({ ticketId, notice }: Extract<Mailing, { ticketId: unknown }>) => ({
  kind: notice.kind,
  ticketId,
});

/** One after the other; one person's mail that fails keeps nobody else's back. */
export async function inTurn<T>(all: readonly T[], deed: (one: T) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const one of all) await deed(one).catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}
