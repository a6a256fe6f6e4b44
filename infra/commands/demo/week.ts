import type { HistoryLine, ServiceLevelReport, TicketDetail } from "../../../shared/contract/view.ts";
import type { TicketId } from "../../../shared/id.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { Host } from "../../local/host.ts";
import { progressLine, tell } from "../arguments.ts";
import type { Place } from "../session.ts";
import { clickers } from "./bulk.ts";
import { importPeople } from "./people.ts";
import { reportTable } from "./report-table.ts";
import { type Stage, stageAt } from "./stage.ts";

/** A Monday in December, an hour ahead of UTC; the week has no holidays. */
const at = (day: number, time: string) => `2026-12-${String(day).padStart(2, "0")}T${time}:00+01:00`;
export const weekStartsAt = at(7, "08:45");

export type Week = {
  totals: {
    asked: number;
    warned: number;
    breached: number;
    escalated: number;
    promisesKept: number;
    promisesBroken: number;
    closed: number;
    mails: number;
  };
  problems: string[];
  story: string[][];
};

/** One question of the week whose clocks are told of. */
type Told = { title: string; ticketId: TicketId };

/** Plays a week in which time passes: what is forgotten is warned of, runs out and is escalated; promises are kept or not. */
export async function playWeek(place: Place, host: Host, texts: readonly string[]): Promise<Week> {
  const stage = stageAt({ ...place, organisation: "vechterhout" });
  await importPeople(stage, true);
  const organisation = await stage.must("loket-femke", "GET /v1/configuration", {});
  await everyoneLooksIn(stage);
  const line = progressLine();
  const until = async (instant: string) => {
    line.show(`De klok: ${spoken(instant)}`);
    await host.clock?.moveTo(instant);
    await host.idle({ timeoutMillis: 120_000 });
  };

  const forgotten = await ask(stage, "medewerker-anna", { text: texts[0], topic: "salarisstrook" });
  const kept = await ask(stage, "medewerker-bilal", { text: texts[1] });
  const broken = await ask(stage, "medewerker-geertje", { text: texts[2] });
  const paused = await ask(stage, "medewerker-cem", { text: texts[3] });
  await reply(
    stage,
    "loket-femke",
    kept,
    "Het gaat om je diensten van januari; dat vraag ik na bij de planning.",
  );
  await reply(stage, "loket-gijs", broken, "Er ontbreken twee declaraties; ik maak een overzicht voor je.");
  await promise(stage, "loket-femke", kept, "We bellen je terug over je rooster.", at(9, "12:00"));
  await promise(stage, "loket-gijs", broken, "Je hebt morgen een overzicht in je mail.", at(8, "16:00"));
  await stage.must("loket-gijs", "POST /v1/tickets/{ticketId}/wait", {
    params: { ticketId: paused },
    body: { for: "asker", text: "Om welke periode gaat het?" },
  });
  await ordinaryMorning(stage, texts.slice(4, 12));
  await until(at(7, "12:05"));
  await until(at(7, "12:50"));
  await until(at(7, "16:50"));
  await until(at(8, "08:35"));
  await ordinaryMorning(stage, texts.slice(12, 20));
  await until(at(8, "13:05"));
  await until(at(8, "16:05"));
  await until(at(9, "08:35"));
  await answer(
    stage,
    "loket-femke",
    forgotten,
    "Sorry dat het zo lang duurde. De regel is je toeslag van november.",
  );
  await until(at(9, "11:30"));
  await keep(stage, "loket-femke", kept, "Zoals we net bespraken: je rooster is aangepast.");
  await keep(stage, "loket-gijs", broken, "Excuses dat het later werd: hier is het overzicht.");
  await confirm(stage, "medewerker-bilal", kept, true);
  await confirm(stage, "medewerker-geertje", broken, false);
  await answer(stage, "loket-femke", kept, "Je rooster van januari staat goed.");
  await answer(stage, "loket-gijs", broken, "De twee declaraties zijn uitbetaald.");
  await until(at(10, "10:00"));
  await stage.must("medewerker-cem", "POST /v1/tickets/{ticketId}/replies", {
    params: { ticketId: paused },
    body: { text: "Van januari tot en met maart." },
  });
  await answer(stage, "loket-gijs", paused, "Die periode is nagerekend: het klopt.");
  await until(at(11, "16:00"));
  await until(at(15, "08:35"));
  line.done();

  const told: Told[] = [
    { title: "Een vraag die bleef liggen", ticketId: forgotten },
    { title: "Een afspraak die is nagekomen", ticketId: kept },
    { title: "Een afspraak die is gebroken", ticketId: broken },
    { title: "Wachten op de vrager: de klok staat stil", ticketId: paused },
  ];
  const histories = await Promise.all(
    [...stage.asked.keys()].map((ticketId) =>
      stage.must("loket-femke", "GET /v1/tickets/{ticketId}", { params: { ticketId } }),
    ),
  );
  const report = await stage.must("teamleider-wim", "GET /v1/reports/service-levels", {
    query: { from: "2026-12-07" as never, to: "2026-12-13" as never },
  });
  return {
    totals: { ...countedIn(histories, stage.asked.size), mails: (await host.mails()).length },
    problems: stage.problems,
    story: [
      [
        "Een week later",
        "De klok van deze computer is een week vooruitgezet; de termijnen tellen echte werkuren.",
      ],
      ...told.map((one) => storyOf(one, histories, organisation)),
      ["Het weekrapport van de teamleider", ...reportTable(report as ServiceLevelReport, organisation)],
    ],
  };
}

/** An agent is known to the helpdesk from their first call on; nobody can be warned before. */
async function everyoneLooksIn(stage: Stage): Promise<void> {
  for (const agent of ["loket-femke", "loket-gijs", "salaris-omar", "coordinator-vera"]) {
    await stage.must(agent, "GET /v1/tickets", { query: {} });
  }
  await stage.must("teamleider-wim", "GET /v1/configuration", {});
}

async function ask(stage: Stage, person: string, body: { text: string | undefined; topic?: string }) {
  const { ticketId } = await stage.ask(person, body as Parameters<Stage["ask"]>[1]);
  const isRouted = ({ state }: TicketDetail) => state !== "received";
  await stage.until(person, ticketId, isRouted, "de routering");
  return ticketId;
}

const answer = (stage: Stage, agent: string, ticketId: TicketId, text: string) =>
  stage.play(() =>
    stage.must(agent, "POST /v1/tickets/{ticketId}/resolve", {
      params: { ticketId },
      body: { outcome: "answered", cause: "answered-only", text },
    }),
  );

const reply = (stage: Stage, agent: string, ticketId: TicketId, text: string) =>
  stage.must(agent, "POST /v1/tickets/{ticketId}/replies", { params: { ticketId }, body: { text } });

const promise = (stage: Stage, agent: string, ticketId: TicketId, text: string, by: string) =>
  stage.must(agent, "POST /v1/tickets/{ticketId}/promises", { params: { ticketId }, body: { text, at: by } });

async function promisesOf(stage: Stage, agent: string, ticketId: TicketId): Promise<number[]> {
  const ticket = await stage.must(agent, "GET /v1/tickets/{ticketId}", { params: { ticketId } });
  return ticket.view === "stub" ? [] : ticket.promises.map((one) => one.promise);
}

async function keep(stage: Stage, agent: string, ticketId: TicketId, text: string): Promise<void> {
  const [promised] = await promisesOf(stage, agent, ticketId);
  await stage.must(agent, "POST /v1/tickets/{ticketId}/promises/{promise}/keep", {
    params: { ticketId, promise: promised as number },
    body: { text },
  });
}

async function confirm(stage: Stage, asker: string, ticketId: TicketId, kept: boolean): Promise<void> {
  const [promised] = await promisesOf(stage, asker, ticketId);
  await stage.must(asker, "POST /v1/tickets/{ticketId}/promises/{promise}/confirm", {
    params: { ticketId, promise: promised as number },
    body: { kept },
  });
}

/** Eight questions, by click, telephone and at the desk, all answered within the hour. */
async function ordinaryMorning(stage: Stage, texts: readonly string[]): Promise<void> {
  for (const [i, text] of texts.entries()) {
    const asker = clickers[i % clickers.length] as string;
    if (i < 6) {
      const ticketId = await ask(stage, asker, { text });
      await answer(stage, i % 2 ? "loket-femke" : "loket-gijs", ticketId, "Dat staat op de loketpagina.");
      continue;
    }
    await stage.play(() =>
      stage.log("loket-gijs", {
        channel: i === 6 ? "call" : "face",
        seconds: 120,
        ...(i === 7 && { location: "hoofdkantoor" }),
        person: { is: "known", personId: asker as never },
        questions: [{ text, answer: { text: "Samen opgezocht." } }],
      }),
    );
  }
}

const linesOf = (ticket: TicketDetail): HistoryLine[] => (ticket.view === "desk" ? ticket.history : []);

function countedIn(tickets: readonly TicketDetail[], asked: number) {
  const lines = tickets.flatMap(linesOf);
  const times = (type: HistoryLine["type"]) => lines.filter((one) => one.type === type).length;
  const promises = tickets.flatMap((ticket) => (ticket.view === "desk" ? ticket.promises : []));
  return {
    asked,
    warned: times("warned"),
    breached: times("breached"),
    escalated: times("escalated"),
    promisesKept: promises.filter(({ state }) => state === "kept").length,
    promisesBroken: promises.filter(({ state }) => state === "broken").length,
    closed: times("closed"),
  };
}

const clockNames: Record<string, string> = {
  firstResponse: "eerste reactie",
  nextResponse: "volgende reactie",
  resolution: "afhandeling",
  ola: "termijn van het team",
  statutory: "wettelijke termijn",
  promise: "afspraak",
};

function storyOf(
  { title, ticketId }: Told,
  tickets: readonly TicketDetail[],
  organisation: Organisation,
): string[] {
  const ticket = tickets.find((one) => one.ticketId === ticketId);
  if (!ticket || ticket.view === "stub") return [title, "   niet te lezen"];
  const lines = linesOf(ticket).flatMap((one) => {
    const said = sentenceFor(one, organisation);
    return said ? [`   ${spoken(one.at)}  ${said}`] : [];
  });
  const clocks = ticket.clocks.flatMap(({ explanation }) => `   · ${explanation.nl}`);
  return [`${title} (kenmerk ${ticket.reference})`, ...lines, ...clocks];
}

function sentenceFor(line: HistoryLine, organisation: Organisation): string | undefined {
  const clock = clockNames[line.clock ?? ""] ?? line.clock;
  const role = (key = "") =>
    key === "owner" ? "wie de vraag heeft" : (organisation.roles[key]?.name.nl ?? key).toLowerCase();
  switch (line.type) {
    case "asked":
      return "gevraagd";
    case "warned":
      return `waarschuwing: de ${clock} loopt bijna af`;
    case "breached":
      return line.clock === "promise" ? "de afspraak is niet nagekomen" : `te laat: de ${clock} is verlopen`;
    case "escalated":
      return `opgeschaald (${clock}) naar ${role(line.to)}`;
    case "promised":
      return `beloofd voor ${spoken(line.dueAt ?? line.at)}`;
    case "promise-kept":
      return "gedaan wat er was beloofd";
    case "promise-confirmed":
      return line.kept ? "de vrager bevestigt: het is gebeurd" : "de vrager zegt: het is niet gebeurd";
    case "waiting-started":
      return "wacht op de vrager: de klok staat stil";
    case "waiting-ended":
      return "de klok loopt weer";
    case "resolved":
      return "afgerond";
    case "closed":
      return "gesloten";
    default:
      return undefined;
  }
}

const spoken = (instant: string) =>
  new Date(instant).toLocaleString("nl-NL", {
    timeZone: "Europe/Amsterdam",
    weekday: "short",
    hour: "2-digit",
    minute: "2-digit",
  });

/** Said before the week, since it takes a while. */
export const announceWeek = () => tell("De week: een eigen loket met een klok die vooruit kan");
