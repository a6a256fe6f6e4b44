import type { TicketDetail } from "../../../shared/contract/view.ts";
import type { TicketId } from "../../../shared/id.ts";
import type { Stage } from "./stage.ts";

/** A question whose way through the day is told from start to end. */
export type Scene = { title: string; ticketId: TicketId };

export type Calm = () => string;

const isOpen = (ticket: TicketDetail) => ticket.state !== "received";
const isAt = (desk: string) => (ticket: TicketDetail) =>
  ticket.view === "desk" && ticket.stay?.desk === desk && ticket.stay.arrivedAt !== undefined;

/** Everything that one ticket goes through before it is closed. */
export async function wholeWay(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId } = await started(stage, "medewerker-anna", { text: calm() });
  const at = { ticketId };
  await stage.must("loket-femke", "POST /v1/tickets/{ticketId}/claim", { params: at });
  await stage.must("loket-femke", "POST /v1/tickets/{ticketId}/transfer", {
    params: at,
    body: { to: "payroll", reason: "needs-specialist", note: "Graag de berekening nakijken." },
  });
  await stage.until("salaris-omar", ticketId, isAt("payroll"), "de aankomst bij payroll");
  await stage.must("salaris-omar", "POST /v1/tickets/{ticketId}/claim", { params: at });
  await stage.must("salaris-omar", "POST /v1/tickets/{ticketId}/wait", {
    params: at,
    body: { for: "asker", text: "Over welke maand gaat het?" },
  });
  await stage.must("medewerker-anna", "POST /v1/tickets/{ticketId}/replies", {
    params: at,
    body: { text: "Het gaat over oktober." },
  });
  await resolve(stage, "salaris-omar", ticketId, "We hebben het nagerekend: het bedrag klopt.");
  await stage.must("medewerker-anna", "POST /v1/tickets/{ticketId}/rating", {
    params: at,
    body: { score: 3 },
  });
  await stage.must("medewerker-anna", "POST /v1/tickets/{ticketId}/reopen", {
    params: at,
    body: { reason: "answer-wrong", text: "De toeslag van de 14e ontbreekt nog." },
  });
  await resolve(stage, "salaris-omar", ticketId, "Dat klopt, de toeslag komt mee met de volgende betaling.");
  return { title: "Van vraag tot antwoord, en toch nog eens", ticketId };
}

export async function straightToSpecialist(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId } = await started(stage, "medewerker-bilal", { text: calm(), topic: "salaris_fout" });
  await stage.until("salaris-omar", ticketId, isAt("payroll"), "de aankomst bij payroll");
  await resolve(stage, "salaris-omar", ticketId, "Het ontbrekende bedrag staat morgen op je rekening.");
  return { title: "Een gekozen onderwerp gaat meteen naar de specialist", ticketId };
}

export async function wrongDesk(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId } = await started(stage, "medewerker-cem", { text: calm() });
  const at = { ticketId };
  await stage.must("loket-gijs", "POST /v1/tickets/{ticketId}/transfer", {
    params: at,
    body: { to: "leave", reason: "needs-specialist" },
  });
  await stage.until("verlof-petra", ticketId, isAt("leave"), "de aankomst bij leave");
  await stage.must("verlof-petra", "POST /v1/tickets/{ticketId}/return", {
    params: at,
    body: { reason: "wrong-desk", note: "Hoort niet bij verlof." },
  });
  await resolve(
    stage,
    "loket-gijs",
    ticketId,
    "Dat hadden wij zelf kunnen zeggen: dit staat op de loketpagina.",
  );
  return { title: "Verkeerd team, en terug", ticketId };
}

/** The topic has named readers: the front office does not see it at all. */
export async function confidential(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId } = await started(stage, "medewerker-daphne", { text: calm(), topic: "loonbeslag" });
  await stage.until(
    "vertrouwen-ugur",
    ticketId,
    (ticket) => ticket.view === "stub" && isOpen(ticket),
    "de routering",
  );
  await stage.until(
    "vertrouwen-ugur",
    ticketId,
    ({ view, ...rest }) => !("inTransitTo" in rest),
    "de aankomst",
  );
  await stage.must("vertrouwen-ugur", "POST /v1/tickets/{ticketId}/claim", { params: { ticketId } });
  await resolve(
    stage,
    "vertrouwen-ugur",
    ticketId,
    "We hebben een regeling voorgesteld; je leest haar na het inloggen.",
  );
  return { title: "Een vertrouwelijke vraag, alleen voor wie haar opneemt", ticketId };
}

export async function forAnEmployee(stage: Stage, calm: Calm): Promise<Scene> {
  const body = { text: calm(), about: { person: "medewerker-cem", relation: "namens" as const } };
  const { ticketId } = await started(stage, "leidinggevende-carla", body as Parameters<Stage["ask"]>[1]);
  await resolve(stage, "loket-femke", ticketId, "Dit kan; je medewerker leest hier mee.");
  return { title: "Een leidinggevende vraagt namens een medewerker", ticketId };
}

export async function inEnglish(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId } = await started(stage, "medewerker-emily", { text: calm() });
  await resolve(stage, "loket-femke", ticketId, "You find it in self-service, under My documents.");
  return { title: "Een collega die Engels leest", ticketId };
}

/** No mail reaches him, so that somebody telephones. */
export async function withoutMail(stage: Stage, calm: Calm): Promise<Scene> {
  const person = { is: "known" as const, personId: "medewerker-joris" as never };
  const { questions } = await stage.log("loket-gijs", {
    channel: "call",
    seconds: 145,
    person,
    questions: [{ text: calm() }],
  });
  const ticketId = questions[0]?.ticketId as TicketId;
  stage.inStory.add(ticketId);
  await stage.until("loket-gijs", ticketId, isOpen, "de routering");
  await resolve(stage, "loket-gijs", ticketId, "Het formulier ligt bij de balie in Noord voor je klaar.");
  const isWanted = (ticket: TicketDetail) => ticket.view === "desk" && ticket.callBack !== undefined;
  await stage.until("loket-femke", ticketId, isWanted, "de terugbelwens");
  await stage.log("loket-femke", {
    channel: "call",
    seconds: 60,
    person,
    existing: [{ ticketId, callBack: "reached", text: "Heeft het gehoord en komt morgen langs." }],
  });
  return { title: "Wie geen mail heeft, wordt gebeld", ticketId };
}

export async function walkIn(stage: Stage, calm: Calm): Promise<Scene> {
  const { questions } = await stage.log("loket-gijs", {
    channel: "face",
    location: "hoofdkantoor",
    person: { is: "outsider", name: "Tante Verzonnen", email: "tante@familie.example" },
    questions: [{ text: calm(), handOver: { desk: "personnel-administration", reason: "needs-specialist" } }],
  });
  const ticketId = questions[0]?.ticketId as TicketId;
  stage.inStory.add(ticketId);
  await stage.until("dossier-rachid", ticketId, isAt("personnel-administration"), "de aankomst");
  await resolve(stage, "dossier-rachid", ticketId, "De verklaring gaat vandaag met de mail mee.");
  return { title: "Aan de balie: iemand die hier niet werkt", ticketId };
}

export async function answeredOnTheLine(stage: Stage, calm: Calm): Promise<Scene> {
  const { questions } = await stage.log("loket-femke", {
    channel: "call",
    seconds: 95,
    person: { is: "known", personId: "medewerker-farid" as never },
    questions: [
      { text: calm(), answer: { text: "De vierentwintigste van de maand.", cause: "answered-only" } },
    ],
  });
  const ticketId = questions[0]?.ticketId as TicketId;
  stage.inStory.add(ticketId);
  return { title: "Meteen beantwoord aan de telefoon", ticketId };
}

/** Somebody calls about a question that exists: a contact, and no second question. */
export async function callAboutExisting(stage: Stage, calm: Calm): Promise<Scene> {
  const { ticketId, reference } = await started(stage, "medewerker-geertje", { text: calm() });
  await stage.log("loket-gijs", {
    channel: "call",
    seconds: 40,
    person: { is: "known", personId: "medewerker-geertje" as never },
    existing: [{ reference: reference as never, text: "Belt hoe het ermee staat: graag voor vrijdag." }],
  });
  await resolve(stage, "loket-gijs", ticketId, "Het is geregeld; je ziet het vrijdag in het rooster.");
  return { title: "Bellen over een vraag die er al ligt", ticketId };
}

/** The topic only shows the way: nothing of it is kept, so there is no ticket to tell about. */
export async function signpost(stage: Stage): Promise<string[]> {
  const answer = await stage.must("medewerker-hidde", "POST /v1/tickets", {
    body: { text: "Met wie kan ik in vertrouwen praten?", topic: "vertrouwenspersoon" },
  });
  if (answer.recorded) stage.problems.push("een vraag over een wegwijzeronderwerp is vastgelegd");
  return answer.signposts.map(({ name, text }) => `${name.nl}: ${text.nl}`);
}

async function started(stage: Stage, person: string, body: Parameters<Stage["ask"]>[1]) {
  const question = await stage.ask(person, body);
  stage.inStory.add(question.ticketId);
  const isRouted = (ticket: TicketDetail) => isOpen(ticket);
  await stage.until(person, question.ticketId, isRouted, "de routering");
  return question;
}

const resolve = (stage: Stage, agent: string, ticketId: TicketId, text: string) =>
  stage.must(agent, "POST /v1/tickets/{ticketId}/resolve", {
    params: { ticketId },
    body: { outcome: "answered", cause: "answered-only", text },
  });
