import type { HistoryLine, TicketDetail } from "../../../shared/contract/view.ts";
import type { Organisation } from "../../../shared/organisation/organisation.ts";
import type { RefusedRow } from "../upload.ts";
import type { Found, Totals } from "./count.ts";
import type { PhoneLog } from "./phone-log.ts";
import type { Scene } from "./scenes.ts";

export type Names = (person: string) => string;

type Telling = { organisation: Organisation; nameOf: Names };

/** What happened to one question, line by line, out of the helpdesk's own history of it. */
export function storyOf({ title, ticketId }: Scene, found: Found, telling: Telling): string[] {
  const ticket = found.get(ticketId);
  if (!ticket) return [title, "   kwijt: niemand vindt deze vraag terug"];
  const head = `${title} (kenmerk ${ticket.reference})`;
  if (ticket.view !== "desk") return [head, "   alleen zichtbaar voor wie haar opneemt"];
  const lines = ticket.history.flatMap((line, i) => {
    const said = sentenceFor(line, ticket, ticket.history[i + 1], telling);
    return said ? [`   ${clock(line.at, telling.organisation)}  ${said}`] : [];
  });
  return [head, ...lines];
}

type DeskDetail = Extract<TicketDetail, { view: "desk" }>;

function sentenceFor(
  line: HistoryLine,
  ticket: DeskDetail,
  next: HistoryLine | undefined,
  { organisation, nameOf }: Telling,
): string | undefined {
  const by = line.by === ticket.asker.personId ? ticket.asker.name : nameOf(line.by);
  const desk = line.to ? deskName(line.to, organisation) : "";
  const reason = line.reason ? (reasons[line.reason] ?? line.reason) : "";
  switch (line.type) {
    case "asked":
      return askedSentence(ticket, nameOf);
    case "routed":
      return `naar ${desk}: ${ticket.routing?.reason.nl ?? line.rule}`;
    case "arrived":
      // What arrives in the moment that it is sent was in no queue, which is nothing to tell about.
      return sentWith(line, ticket)?.at === line.at
        ? undefined
        : `ligt op de lijst van ${deskName(sentWith(line, ticket)?.to ?? ticket.desk, organisation)}`;
    case "claimed":
      return `${nameOf(line.person ?? line.by)} neemt de vraag op`;
    case "handed-over":
      return `${by} geeft haar door aan ${desk}: ${reason}`;
    case "returned":
      return `${by} stuurt haar terug naar ${desk}: ${reason}`;
    case "recalled":
      return `${by} haalt haar terug naar ${desk}`;
    case "replied":
      return next?.type === "waiting-started" ? `${by} vraagt ${ticket.asker.name} iets` : `${by} reageert`;
    case "waiting-started":
      return "de vraag wacht op de vrager";
    case "waiting-ended":
      return "het wachten is voorbij";
    case "contacted":
      return `${by} noteert een gesprek over deze vraag`;
    case "resolved":
      return `${by} rondt af: ${outcomes[line.outcome ?? ""] ?? line.outcome}`;
    case "reopened":
      return `${by} heropent: ${reason}`;
    case "rated":
      return `${by} geeft een ${ticket.rating ?? "oordeel"}${ticket.rating ? " van 5" : ""}`;
    case "call-back-wanted":
      return `${ticket.asker.name} heeft geen mail: er ligt een terugbeltaak`;
    case "called-back":
      return `${by} belt terug en bereikt ${ticket.asker.name}`;
    default:
      return undefined;
  }
}

const ways = { click: "via click", call: "aan de telefoon", face: "aan de balie" };

/** What a sensitive question says is not for a terminal. */
function askedSentence(
  { asker, about, takenBy, channel, confidentiality, excerpt }: DeskDetail,
  nameOf: Names,
): string {
  const forWhom = about ? ` ${about.relation} ${nameOf(about.person)}` : "";
  const taken = takenBy ? ` (${nameOf(takenBy)} schrijft mee)` : "";
  const what = confidentiality === "open" ? `“${excerpt}”` : "iets dat hier niet staat";
  return `${asker.name} vraagt${forWhom} ${ways[channel]}${taken}: ${what}`;
}

/** The line that sent the stay on its way. */
const sentWith = ({ stay }: HistoryLine, { history }: DeskDetail) =>
  history.find((line) => line.stay === stay && line.to !== undefined);

const deskName = (key: string, { desks }: Organisation) =>
  desks.find((desk) => desk.key === key)?.name.nl ?? key;

const reasons: Record<string, string> = {
  "needs-specialist": "een specialist moet ernaar kijken",
  "needs-system-access": "daar kan alleen dat team bij",
  "needs-decision": "er is een besluit nodig",
  confidential: "vertrouwelijk",
  "other-language": "een andere taal",
  "wrong-desk": "verkeerd team",
  incomplete: "er ontbreekt iets",
  "front-office-can-answer": "het loket kan dit zelf",
  "not-answered": "niet beantwoord",
  "answer-wrong": "het antwoord klopt niet",
  "not-done": "niet gedaan",
  "new-information": "er is nieuws",
};

const outcomes: Record<string, string> = {
  answered: "beantwoord",
  done: "gedaan",
  refused: "afgewezen",
  signposted: "verwezen",
  withdrawn: "ingetrokken",
  duplicate: "dubbel",
  "not-for-us": "niet voor ons",
};

const clock = (at: string, { organisation }: Organisation) =>
  new Date(at).toLocaleTimeString("nl-NL", { timeZone: organisation.zone });

export function phoneLogStory({ rows, refused, doubled }: PhoneLog): string[] {
  const accepted = rows.filter(({ result }) => result === "accepted");
  const about = accepted.filter(({ ticketId }) => ticketId).length;
  return [
    "De bellijst van de telefooncentrale",
    `   ${rows.length} regels: ${accepted.length} contacten, waarvan ${about} bij een vraag; ${refused.length} geweigerd`,
    ...refused.map((row) => `   regel ${row.row} geweigerd: ${faultsOf(row)}`),
    `   nog eens gestuurd: ${doubled === 0 ? "alles was al bekend, niets is dubbel" : `${doubled} regels zijn dubbel`}`,
  ];
}

/** By column and code, which are of no language; the helpdesk explains them in English. */
const faultsOf = ({ faults = [] }: RefusedRow) =>
  faults.map(({ column, code }) => (column ? `${column} (${code})` : code)).join(", ");

export function totalsTable(
  totals: Totals & { mails: number | null; deadLetters: number | null },
  organisation: Organisation,
): string[] {
  const { byChannel, contactsByChannel, routed } = totals;
  const unknown = (count: number | null) => (count === null ? "onbekend" : String(count));
  const channels = ({ click, call, face }: typeof byChannel) => `click ${click}, call ${call}, face ${face}`;
  const rows: [string, string | number, string?][] = [
    ["Vragen gesteld", totals.asked, channels(byChannel)],
    ["Contacten", totals.contacts, channels(contactsByChannel)],
    ["Regels van de bellijst", totals.phoneLogRows],
    ...Object.entries(routed)
      .toSorted(([, one], [, other]) => other - one)
      .map(([desk, count]): [string, number] => [`Begonnen bij ${deskName(desk, organisation)}`, count]),
    ["Beantwoord", totals.answered],
    ["Doorgegeven", totals.handedOver],
    ["Teruggestuurd", totals.returned],
    ["Heropend", totals.reopened],
    ["Mails", unknown(totals.mails)],
    ["Vastgelopen berichten", unknown(totals.deadLetters)],
    ["Kwijt", totals.lost],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(
    ([name, count, note]) => `${name.padEnd(width)}  ${String(count).padStart(8)}${note ? `   ${note}` : ""}`,
  );
}
