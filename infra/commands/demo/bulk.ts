import type { TicketId } from "../../../shared/id.ts";
import { forEach, type Stage } from "./stage.ts";

/** More than the functions of one machine can do at once only makes everybody wait. */
const atOnce = 8;

export const clickers = [
  "medewerker-anna",
  "medewerker-bilal",
  "medewerker-cem",
  "medewerker-daphne",
  "medewerker-emily",
  "medewerker-farid",
  "medewerker-geertje",
  "medewerker-hidde",
];
const callers = [...clickers, "medewerker-joris", "leidinggevende-carla"];
const frontOffice = ["loket-femke", "loket-gijs"];
const straightTopics = ["salaris_fout", "bankrekening_wijzigen", "werkgeversverklaring"];
export const specialists = [
  { desk: "payroll", agent: "salaris-omar" },
  { desk: "leave", agent: "verlof-petra" },
  { desk: "personnel-administration", agent: "dossier-rachid" },
  { desk: "legal-position", agent: "jurist-sanne" },
  { desk: "development", agent: "loopbaan-tess" },
];

const nth = <T>(items: readonly T[], n: number): T => items[n % items.length] as T;

export type Progress = (what: string, done: number, of: number) => void;

/** Of every twenty questions fourteen come by click, three by telephone, two at the desk and one by a telephone log. */
export function byWay(texts: readonly string[]) {
  const wayOf = (i: number) =>
    i % 20 < 14 ? "click" : i % 20 < 17 ? "call" : i % 20 < 19 ? "face" : "phoneLog";
  const of = (way: ReturnType<typeof wayOf>) => texts.filter((_, i) => wayOf(i) === way);
  return { click: of("click"), call: of("call"), face: of("face"), phoneLog: of("phoneLog") };
}

export async function askByClick(stage: Stage, texts: readonly string[], progress: Progress): Promise<void> {
  let done = 0;
  await forEach(texts, atOnce, async (text, i) => {
    const topic = i % 9 === 4 ? nth(straightTopics, i) : undefined;
    await stage.play(() => stage.ask(nth(clickers, i), { text, ...(topic && { topic }) }));
    progress("vragen per click", ++done, texts.length);
  });
}

/** Some are answered while the caller is there, some are handed over, the others wait at the front office. */
export async function logSpoken(
  stage: Stage,
  channel: "call" | "face",
  texts: readonly string[],
  progress: Progress,
): Promise<void> {
  let done = 0;
  await forEach(texts, atOnce, async (text, i) => {
    const question = {
      text,
      ...(i % 3 === 0 && { answer: { text: "Dat staat op de loketpagina; samen doorgenomen." } }),
      ...(i % 3 === 1 && { handOver: { desk: nth(specialists, i).desk, reason: "needs-specialist" } }),
    };
    await stage.play(() =>
      stage.log(nth(frontOffice, i), {
        channel,
        seconds: 60 + (i % 240),
        ...(channel === "face" && { location: "hoofdkantoor" }),
        person: { is: "known", personId: nth(callers, i) as never },
        questions: [question],
      }),
    );
    progress(channel === "call" ? "telefoongesprekken" : "bezoeken", ++done, texts.length);
  });
}

/** The front office answers a third of what waits there and hands one in nine over; the others wait for tomorrow. */
export async function workFrontOffice(stage: Stage, progress: Progress): Promise<void> {
  const waiting = await waitingAt(stage, "frontoffice", "loket-femke");
  let done = 0;
  await forEach(waiting, atOnce, async (ticketId, i) => {
    const agent = nth(frontOffice, i);
    if (i % 3 === 0) await answer(stage, agent, ticketId);
    if (i % 9 === 1) {
      const { desk } = nth(specialists, (i - 1) / 9);
      await stage.play(() =>
        stage.must(agent, "POST /v1/tickets/{ticketId}/transfer", {
          params: { ticketId },
          body: { to: desk, reason: "needs-specialist" },
        }),
      );
    }
    progress("vragen bekeken door de frontoffice", ++done, waiting.length);
  });
}

/** The back offices answer half of what has reached them. */
export async function workBackOffices(stage: Stage, progress: Progress): Promise<void> {
  let done = 0;
  for (const { desk, agent } of specialists) {
    const waiting = await waitingAt(stage, desk, agent);
    await forEach(waiting, atOnce, async (ticketId, i) => {
      if (i % 2 === 0) await answer(stage, agent, ticketId);
      progress("vragen bekeken door de backoffices", ++done, done);
    });
  }
}

const answer = (stage: Stage, agent: string, ticketId: TicketId) =>
  stage.play(() =>
    stage.must(agent, "POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", cause: "answered-only", text: "Dit is nagekeken en in orde." },
    }),
  );

/** What a desk has waiting of this day, without the questions whose story is told by itself. */
async function waitingAt(stage: Stage, desk: string, agent: string): Promise<TicketId[]> {
  const waiting: TicketId[] = [];
  let cursor: string | undefined;
  do {
    const { items, next } = await stage.must(agent, "GET /v1/tickets", {
      query: { desk, state: "queued", limit: 100, ...(cursor && { cursor }) },
    });
    for (const ticket of items) {
      const isOfToday = stage.asked.has(ticket.ticketId) && !stage.inStory.has(ticket.ticketId);
      if (isOfToday && ticket.view === "desk" && !ticket.inTransitTo) waiting.push(ticket.ticketId);
    }
    cursor = next;
  } while (cursor);
  return waiting;
}
