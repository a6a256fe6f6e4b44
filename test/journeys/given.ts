import { fileURLToPath } from "node:url";
import { expect, inject } from "vitest";
import { rowsOf } from "../../infra/commands/row-file.ts";
import { personCaller, systemCaller } from "../../infra/commands/session.ts";
import { upload } from "../../infra/commands/upload.ts";
import { type Host, type HostLog, startHost } from "../../infra/local/host.ts";
import type { Answer, Caller } from "../../shared/contract/call.ts";
import type { AnswerOf, Route } from "../../shared/contract/operations.ts";
import type { TicketDetail } from "../../shared/contract/view.ts";
import type { TicketId } from "../../shared/id.ts";
import { emulators } from "../emulated.ts";

export type Helpdesk = {
  host: Host;
  logs: HostLog[];
  as(person: string, organisation?: string): Caller;
  system: Caller;
  ticket(reader: string, ticketId: TicketId): Promise<Extract<TicketDetail, { view: "desk" }>>;
  mailsTo(person: string): Promise<{ subject: string; text: string }[]>;
};

const peopleFile = fileURLToPath(import.meta.resolve("../../infra/commands/demo-people.csv"));

/** The whole helpdesk on the emulators of this run, with its invented people, reached over HTTP alone. */
export async function aHelpdesk(name: string, parameters: Record<string, string> = {}): Promise<Helpdesk> {
  const logs: HostLog[] = [];
  const host = await startHost({
    assembly: inject("assembly"),
    emulators,
    namePrefix: `${name}-${process.pid}-${Date.now() % 1_000_000}`,
    parameters: ({ issuer, api }) => ({ Issuer: issuer, PublicUrl: api, ...parameters }),
    onLog: (entry) => logs.push(entry),
  });
  const { api, issuer } = host.urls;
  const callers = new Map<string, Caller>();
  const as = (person: string, organisation?: string) => {
    const key = `${person} ${organisation ?? ""}`;
    const known = callers.get(key) ?? personCaller({ api, issuer, organisation }, person);
    callers.set(key, known);
    return known;
  };
  const system = systemCaller({ api, issuer }, undefined);
  await upload<"POST /v1/people/imports">(rowsOf(peopleFile), (part) =>
    system("POST /v1/people/imports", { body: { rows: part.rows, complete: part.isLast } }),
  );
  return {
    host,
    logs,
    as,
    system,
    ticket: async (reader, ticketId) => {
      const ticket = given(await as(reader)("GET /v1/tickets/{ticketId}", { params: { ticketId } }));
      if (ticket.view !== "desk") throw new Error(`${reader} sees it as ${ticket.view}`);
      return ticket;
    },
    mailsTo: async (person) => {
      const mails = await host.mails();
      return mails
        .filter(({ to }) => to.includes(`${person}@vechterhout.example`))
        .map(({ subject, text = "" }) => ({ subject, text }));
    },
  };
}

/** What was answered, where a test counts on a yes. */
export function given<R extends Route>(answer: Answer<R>): AnswerOf<R> {
  expect(answer).toMatchObject({ ok: true });
  return (answer as Extract<Answer<R>, { ok: true }>).body;
}

/** A question by click, on its way to a desk. */
export async function asked(
  { as }: Helpdesk,
  person: string,
  body: { text: string; topic?: string },
): Promise<{ ticketId: TicketId; reference: AskedReference }> {
  const question = given(await as(person)("POST /v1/tickets", { body }));
  if (!question.recorded) throw new Error("the question is recorded");
  return question;
}

type AskedReference = Extract<AnswerOf<"POST /v1/tickets">, { recorded: true }>["reference"];
