import * as z from "zod/mini";
import { ContactId, ImportId, JobId, Key, PersonId, TicketId } from "../id.ts";
import { JobOrder } from "../job/order.ts";
import { JobView } from "../job/view.ts";
import type { Organisation } from "../organisation/organisation.ts";
import type { Role } from "../person/member.ts";
import type { RefusalReason } from "../refusal.ts";
import { later } from "../schema.ts";
import { Reference } from "../ticket/reference.ts";
import { TicketState } from "../ticket/ticket.ts";
import { answerRows } from "./answer-rows.ts";
import { AnswersReport, AskAnswers } from "./answers-report.ts";
import { deskRows } from "./desk-rows.ts";
import * as input from "./input.ts";
import { topicRows } from "./topic-rows.ts";
import * as view from "./view.ts";

/** The Lambda functions behind the gateway, one file each in `functions/http`. */
export const httpFunctions = [
  "tickets",
  "desks",
  "contacts",
  "people",
  "phone-logs",
  "jobs",
  "reports",
  "topics",
  "editing",
  "catalogue",
] as const;
export type HttpFunction = (typeof httpFunctions)[number];

/** One row of the contract: what a route is for, who may call it, what goes in, what comes out, how it may say no. */
export type Operation = {
  summary: string;
  /** What a client has to know of it that its schema does not tell. */
  description?: string;
  function: HttpFunction;
  /** Who may call it at all; what they may do with this very ticket is decided by the rules of the desk. */
  roles: readonly Role[] | "everyone";
  params?: z.ZodMiniObject;
  query?: z.ZodMiniObject;
  body?: z.ZodMiniType;
  status: 200 | 201;
  returns: z.ZodMiniType;
  /** It appends: a repeated call with the same Idempotency-Key gets the same answer and does nothing. */
  isKeyed?: boolean;
  /** With `format=csv` it answers with a table as text/csv instead: English names in its first line, which stay. */
  isAlsoCsv?: boolean;
  /** A page asks it of itself, which keeps no session alive: whether it did, from the query. */
  isByItself?: (query: Readonly<Record<string, string | undefined>>) => boolean;
  /** It changes a ticket: If-Match with a stale version is refused. */
  isVersioned?: boolean;
  refuses: readonly RefusalReason[];
};

const anyone = ["employee", "front-office", "back-office", "coordinator"] as const;
const agents = ["front-office", "back-office", "coordinator"] as const;
const ticketParams = later(() => z.strictObject({ ticketId: TicketId }));

/** A promise is known by the number of the event that made it. */
const promiseParams = later(() =>
  z.extend(ticketParams, {
    promise: z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000)),
  }),
);

const change = <B extends z.ZodMiniType>(row: {
  summary: string;
  roles: readonly Role[];
  body: B;
  refuses?: readonly RefusalReason[];
}) => ({
  ...row,
  function: "tickets" as const,
  params: ticketParams,
  status: 200 as const,
  returns: view.Changed,
  isKeyed: true,
  isVersioned: true,
  refuses: ["ticket-unknown", "own-ticket", "ticket-closed", ...(row.refuses ?? [])] as const,
});

const changeOfPromise = <B extends z.ZodMiniType>(row: Parameters<typeof change<B>>[0]) => ({
  ...change({ ...row, refuses: ["promise-unknown", "promise-ended", ...(row.refuses ?? [])] }),
  params: promiseParams,
});

const deskWork = ["not-at-your-desk", "claimed-by-another", "in-transit", "ticket-resolved"] as const;
const Nothing = later(() => z.strictObject({}));

/**
 * Every operation of the helpdesk. The key is API Gateway's route key. From this table come the routes, the types of
 * handlers and clients, the authorisation tests and the OpenAPI document.
 */
export const operations = {
  "POST /v1/tickets": {
    summary: "Stel een vraag (click), voor jezelf, namens of over een medewerker",
    function: "tickets",
    roles: ["employee"],
    body: input.AskQuestion,
    status: 201,
    returns: view.Asked,
    isKeyed: true,
    refuses: ["not-your-employee", "ticket-unknown"],
  },
  "GET /v1/tickets": {
    summary: "Vragen van een team, van een persoon, of met een kenmerk",
    function: "tickets",
    roles: agents,
    query: later(() =>
      z.extend(input.Paging, {
        desk: z.optional(Key),
        person: z.optional(PersonId),
        reference: z.optional(Reference),
        topic: z.optional(Key),
        /** Without it: what is open at a desk, whatever its state where a person or a reference was asked for. */
        state: z.optional(z.enum(["open", "done", "call-back", ...TicketState.options])),
      }),
    ),
    status: 200,
    returns: view.pageOf(view.TicketRow),
    refuses: ["not-at-your-desk"],
  },
  "GET /v1/me/tickets": {
    summary: "Mijn vragen",
    function: "tickets",
    roles: ["employee"],
    query: input.Paging,
    status: 200,
    returns: view.pageOf(view.AskerTicket),
    refuses: [],
  },
  "GET /v1/me/team": {
    summary: "Aan wie ik leiding geef, volgens het personenbestand",
    description:
      "Wie is afgeschermd, staat er niet bij: die noem je zelf. `isLineManager` zegt of er iemand is, ook zonder lijst.",
    function: "people",
    roles: ["employee"],
    query: input.Paging,
    status: 200,
    returns: view.Team,
    refuses: [],
  },
  "GET /v1/tickets/{ticketId}": {
    summary: "Eén vraag, met alles wat je ervan mag zien",
    function: "tickets",
    roles: anyone,
    params: ticketParams,
    status: 200,
    returns: view.TicketDetail,
    refuses: ["ticket-unknown"],
  },
  "GET /v1/tickets/{ticketId}/reads": {
    summary: "Wie heeft mijn vraag gelezen",
    function: "tickets",
    roles: ["employee"],
    params: ticketParams,
    query: input.Paging,
    status: 200,
    returns: view.pageOf(view.ReadView),
    refuses: ["ticket-unknown"],
  },
  "POST /v1/tickets/{ticketId}/claim": change({
    summary: "Neem een vraag in behandeling",
    roles: agents,
    body: Nothing,
    refuses: deskWork,
  }),
  "POST /v1/tickets/{ticketId}/release": change({
    summary: "Leg een vraag terug bij het team",
    roles: agents,
    body: Nothing,
    refuses: [...deskWork, "not-in-progress"],
  }),
  "POST /v1/tickets/{ticketId}/assign": change({
    summary: "Wijs een vraag toe aan een collega",
    roles: ["coordinator"],
    body: input.Assign,
    refuses: ["not-at-your-desk", "in-transit", "ticket-resolved", "not-an-agent"],
  }),
  "POST /v1/tickets/{ticketId}/replies": change({
    summary: "Schrijf een reactie, als vrager of als team",
    roles: anyone,
    body: input.Reply,
    refuses: [...deskWork, "call-back-standing"],
  }),
  "POST /v1/tickets/{ticketId}/notes": change({
    summary: "Schrijf een interne notitie",
    roles: agents,
    body: input.Note,
    refuses: ["not-at-your-desk"],
  }),
  "POST /v1/tickets/{ticketId}/transfer": change({
    summary: "Geef een vraag door aan een ander team",
    roles: agents,
    body: input.Transfer,
    refuses: [...deskWork, "same-desk", "coordinator-decides"],
  }),
  "POST /v1/tickets/{ticketId}/return": change({
    summary: "Stuur een vraag terug naar het team dat haar doorgaf",
    roles: agents,
    body: input.Return,
    refuses: [...deskWork, "nowhere-to-return", "coordinator-decides"],
  }),
  "POST /v1/tickets/{ticketId}/wait": change({
    summary: "Laat een vraag wachten: op de vrager, een datum, een partner of een besluit",
    roles: agents,
    body: input.Wait,
    refuses: deskWork,
  }),
  "POST /v1/tickets/{ticketId}/resume": change({
    summary: "Ga verder met een vraag die wachtte",
    roles: agents,
    body: Nothing,
    refuses: [...deskWork, "not-waiting"],
  }),
  "POST /v1/tickets/{ticketId}/resolve": change({
    summary: "Rond een vraag af, of trek je eigen vraag in",
    roles: anyone,
    body: input.Resolve,
    refuses: [...deskWork, "answer-missing", "not-recorded"],
  }),
  "POST /v1/tickets/{ticketId}/acknowledge": change({
    summary: "Gezien: wat de vrager na het antwoord schreef, vraagt niets meer",
    roles: agents,
    body: Nothing,
    refuses: ["not-at-your-desk"],
  }),
  "POST /v1/tickets/{ticketId}/reopen": change({
    summary: "Heropen een vraag, met een reden",
    roles: anyone,
    body: input.Reopen,
    refuses: ["not-at-your-desk", "not-resolved"],
  }),
  "POST /v1/tickets/{ticketId}/rating": change({
    summary: "Beoordeel hoe je vraag is behandeld",
    roles: ["employee"],
    body: input.Rate,
    refuses: ["not-resolved", "already-rated", "not-rated", "not-your-role"],
  }),
  "POST /v1/tickets/{ticketId}/topic": change({
    summary: "Bevestig waar een vraag over gaat, of zeg dat het geen van de onderwerpen is",
    roles: agents,
    body: input.SetTopic,
    refuses: ["not-at-your-desk", "not-recorded"],
  }),
  "POST /v1/tickets/{ticketId}/confidentiality": change({
    summary: "Maak een vraag meer of minder vertrouwelijk, met een reden",
    roles: agents,
    body: input.SetConfidentiality,
    refuses: ["not-at-your-desk"],
  }),
  "POST /v1/tickets/{ticketId}/readers": change({
    summary: "Wijs lezers op naam aan, of haal ze weg",
    roles: agents,
    body: input.NameReaders,
    refuses: ["not-at-your-desk", "not-restricted", "not-an-agent"],
  }),
  "POST /v1/tickets/{ticketId}/redactions": change({
    summary: "Maak een tekst onleesbaar die er niet had moeten staan",
    roles: agents,
    body: input.Redact,
    refuses: ["not-at-your-desk"],
  }),
  "POST /v1/tickets/{ticketId}/urgency": change({
    summary: "Zeg hoe dringend een vraag is, met een reden",
    roles: agents,
    body: input.SetUrgency,
    refuses: ["not-at-your-desk", "ticket-resolved", "not-your-role"],
  }),
  "POST /v1/tickets/{ticketId}/promises": change({
    summary: "Beloof de vrager iets, voor een afgesproken tijd",
    roles: agents,
    body: input.MakePromise,
    refuses: ["not-at-your-desk", "claimed-by-another", "in-transit", "not-an-agent", "too-many-promises"],
  }),
  "POST /v1/tickets/{ticketId}/promises/{promise}/keep": changeOfPromise({
    summary: "Gedaan wat er was beloofd, met een reactie als die erbij hoort",
    roles: agents,
    body: input.KeepPromise,
    refuses: ["not-at-your-desk"],
  }),
  "POST /v1/tickets/{ticketId}/promises/{promise}/withdraw": changeOfPromise({
    summary: "Trek een afspraak in; de vrager leest waarom",
    roles: agents,
    body: input.WithdrawPromise,
    refuses: ["not-at-your-desk", "not-your-promise"],
  }),
  "POST /v1/tickets/{ticketId}/promises/{promise}/confirm": changeOfPromise({
    summary: "Zeg of gebeurd is wat je was beloofd",
    roles: ["employee"],
    body: input.ConfirmPromise,
    refuses: ["promise-confirmed", "promise-not-due", "not-your-role"],
  }),
  "POST /v1/contacts": {
    summary: "Leg een telefoongesprek (call) of bezoek (face) vast",
    function: "contacts",
    roles: ["front-office"],
    body: input.LogContact,
    status: 201,
    returns: view.ContactLogged,
    isKeyed: true,
    refuses: ["own-ticket", "ticket-unknown", "ticket-closed", "person-unknown", "asker-needed", "same-desk"],
  },
  "GET /v1/contacts/{contactId}": {
    summary: "Eén contact",
    function: "contacts",
    roles: ["front-office"],
    params: later(() => z.strictObject({ contactId: ContactId })),
    status: 200,
    returns: view.ContactView,
    refuses: ["contact-unknown"],
  },
  "POST /v1/phone-logs": {
    summary: "Lever een bellijst aan: elke regel wordt een contact, of wordt geweigerd met een reden",
    function: "phone-logs",
    roles: ["system", "front-office"],
    body: input.ImportPhoneLog,
    status: 200,
    returns: view.ImportedRows,
    refuses: ["import-unknown"],
  },
  "GET /v1/phone-logs/{importId}": {
    summary: "De uitkomst van een aangeleverde bellijst",
    function: "phone-logs",
    roles: ["system", "front-office"],
    params: later(() => z.strictObject({ importId: ImportId })),
    query: input.Paging,
    status: 200,
    returns: view.ImportView,
    refuses: ["import-unknown"],
  },
  "GET /v1/people": {
    summary: "Zoek een medewerker op nummer of op het begin van een deel van de naam",
    function: "people",
    roles: agents,
    query: later(() =>
      z.extend(input.Paging, { q: z.string().check(z.trim(), z.minLength(2), z.maxLength(100)) }),
    ),
    status: 200,
    returns: view.pageOf(view.PersonCard),
    refuses: [],
  },
  "POST /v1/people/imports": {
    summary: "Lever het personenbestand aan, in delen",
    function: "people",
    roles: ["system"],
    body: input.ImportPeople,
    status: 200,
    returns: view.ImportedPeople,
    refuses: ["import-unknown", "too-many-leavers"],
  },
  "GET /v1/people/imports/{importId}": {
    summary: "De uitkomst van een aangeleverd personenbestand",
    function: "people",
    roles: ["system"],
    params: later(() => z.strictObject({ importId: ImportId })),
    query: input.Paging,
    status: 200,
    returns: view.ImportView,
    refuses: ["import-unknown"],
  },
  "POST /v1/people/{personId}/link": {
    summary: "Koppel een onbekende beller aan de medewerker die het blijkt te zijn",
    function: "people",
    roles: ["front-office", "coordinator"],
    params: later(() => z.strictObject({ personId: PersonId })),
    body: input.LinkPerson,
    status: 200,
    returns: later(() => z.strictObject({ personId: PersonId, tickets: z.int() })),
    refuses: ["person-unknown", "not-provisional", "own-ticket", "about-this-person", "not-at-your-desk"],
  },
  "POST /v1/jobs": {
    summary: "Begin een lange taak over alle vragen, zoals klokken nalopen of andere normen uitproberen",
    function: "jobs",
    roles: ["administrator", "service-manager"],
    body: JobOrder,
    status: 201,
    returns: JobView,
    isKeyed: true,
    refuses: ["job-running", "not-your-role"],
  },
  "GET /v1/jobs/{jobId}": {
    summary: "Hoever een lange taak is, en wat eruit kwam",
    function: "jobs",
    roles: ["administrator", "service-manager"],
    params: later(() => z.strictObject({ jobId: JobId })),
    status: 200,
    returns: JobView,
    refuses: ["job-unknown", "not-your-role"],
  },
  "GET /v1/reports/service-levels": {
    summary:
      "Hoe het loket het doet: op tijd of te laat, doorlooptijden, werkvoorraad en afspraken, als JSON of als CSV",
    description:
      "Over hele weken: `from` is een maandag en `to` een zondag, ook die van deze week. Van rapporten die een dag " +
      "schelen, is het verschil anders die dag. Wat over te weinig vragers gaat, blijft verborgen, met wat het " +
      "zou verraden; dat hangt alleen af van de periode, niet van wat je ervan vraagt. Grenzen: twee rapporten over " +
      "verschillende perioden, of over deze week op twee dagen, zijn van elkaar af te trekken; en verborgen cijfers " +
      "zijn beschermd tegen aftrekken van een som, niet tegen het oplossen van alle sommen samen.",
    function: "reports",
    roles: ["service-manager", "works-council"],
    query: input.AskServiceLevels,
    status: 200,
    returns: view.ServiceLevelReport,
    isAlsoCsv: true,
    refuses: [],
  },
  "GET /v1/reports/answers": {
    summary:
      "Of antwoorden helpen: wat ze dekken, hoe lang ze op zich laten wachten en wat er van elk kwam, als JSON of als CSV",
    description:
      "Over hele weken: `from` is een maandag en `to` een zondag, ook die van deze week. Een onderwerp telt mee als " +
      "dat waarmee het nu is samengevoegd. Wachten begint bij de derde die in het halve jaar ervoor of in de periode " +
      "vroeg. Wat over te weinig mensen gaat, of over niemand, blijft verborgen, met de weken die het zouden " +
      "verraden. Grenzen: twee rapporten over verschillende perioden, of over deze week op twee dagen, zijn van " +
      "elkaar af te trekken; verborgen cijfers zijn beschermd tegen aftrekken van een som, niet tegen het oplossen " +
      "van alle sommen samen; en wat iemand met een antwoord deed, telt per dag, zodat een cijfer per antwoord over " +
      "minder mensen kan gaan dan het groot is.",
    function: "reports",
    roles: ["service-manager", "works-council", "editor"],
    query: AskAnswers,
    status: 200,
    returns: AnswersReport,
    isAlsoCsv: true,
    refuses: [],
  },
  // What has a name of its own goes ahead of what stands for any topic.
  ...answerRows,
  ...topicRows,
  ...deskRows,
  "GET /v1/configuration": {
    summary: "De inrichting die nu geldt",
    function: "catalogue",
    roles: [...agents, "administrator", "service-manager", "editor", "works-council"],
    status: 200,
    // Its schema is the organisation file's own; building it in every function would slow each start.
    returns: z.custom<Organisation>(),
    refuses: [],
  },
  "GET /v1/openapi.json": {
    summary: "Deze beschrijving",
    function: "catalogue",
    roles: "everyone",
    status: 200,
    returns: later(() => z.record(z.string(), z.unknown())),
    refuses: [],
  },
} as const satisfies Record<string, Operation>;

export type Route = keyof typeof operations;
export const routes = Object.keys(operations) as Route[];

export type OperationOf<R extends Route> = (typeof operations)[R];
export type RoutesOf<F extends HttpFunction> = {
  [R in Route]: OperationOf<R>["function"] extends F ? R : never;
}[Route];

type Output<O, K extends string> =
  O extends Record<K, infer S extends z.ZodMiniType> ? z.output<S> : undefined;
type Input<O, K extends string> = O extends Record<K, infer S extends z.ZodMiniType> ? z.input<S> : undefined;

/** What a handler gets, parsed. */
export type ParamsOf<R extends Route> = Output<OperationOf<R>, "params">;
export type QueryOf<R extends Route> = Output<OperationOf<R>, "query">;
export type BodyOf<R extends Route> = Output<OperationOf<R>, "body">;
/** What a handler gives and a client gets. */
export type AnswerOf<R extends Route> = z.output<OperationOf<R>["returns"]>;
/** What a client sends. */
export type SentParamsOf<R extends Route> = Input<OperationOf<R>, "params">;
export type SentQueryOf<R extends Route> = Input<OperationOf<R>, "query">;
export type SentBodyOf<R extends Route> = Input<OperationOf<R>, "body">;

export const operationOf = (route: Route): Operation => operations[route];

export const largestBodyBytes = 256 * 1024;

/** The methods that exist at a path, for the `Allow` header: empty where nothing does. */
export function methodsAt(path: string): string[] {
  const here = path.split("/");
  return routes
    .map((route) => route.split(" ") as [string, string])
    .filter(([, template]) => {
      const parts = template.split("/");
      return (
        parts.length === here.length &&
        parts.every((part, i) => (part.startsWith("{") ? here[i] !== "" : part === here[i]))
      );
    })
    .map(([method]) => method);
}
