import type { LocalText } from "./text.ts";

/** One thing that is wrong in what was sent: where it stands and what was expected, never the value itself. */
export type Fault = { at: string; code: string; message: string };

/** An expected no. It is a value, never an exception; `shared/contract/problem.ts` gives it its HTTP status. */
export type Refusal = { refused: RefusalReason; faults?: Fault[] };

export const refused = (reason: RefusalReason, faults?: Fault[]): Refusal =>
  faults ? { refused: reason, faults } : { refused: reason };

/** A refusal of the input itself, at one place in it. */
export const refusedAt = (at: string, code: string, message: string): Refusal =>
  refused("invalid-input", [{ at, code, message }]);

export const isRefusal = <T>(value: T | Refusal): value is Refusal =>
  typeof value === "object" && value !== null && "refused" in value;

/** Every reason that the helpdesk may say no, in the words that a person reads. */
export const refusals = {
  "malformed-json": {
    nl: "De inhoud is geen geldige JSON.",
    en: "The body is not valid JSON.",
  },
  "invalid-input": {
    nl: "Een of meer gegevens kloppen niet.",
    en: "One or more parts of what you sent are not right.",
  },
  "body-too-large": {
    nl: "De inhoud is groter dan 256 kB.",
    en: "The body is larger than 256 kB.",
  },
  "not-json": {
    nl: "Stuur de inhoud als application/json.",
    en: "Send the body as application/json.",
  },
  "not-signed-in": {
    nl: "Log eerst in.",
    en: "Sign in first.",
  },
  "token-refused": {
    nl: "De aanmelding is verlopen of niet geldig. Log opnieuw in.",
    en: "Your sign-in has expired or is not valid. Sign in again.",
  },
  "two-credentials": {
    nl: "Stuur een token mee of een sessie, niet allebei.",
    en: "Send a token or a session, not both.",
  },
  "not-from-our-pages": {
    nl: "Met een sessie kan alleen een pagina van het loket zelf iets veranderen.",
    en: "With a session only a page of the helpdesk itself can change something.",
  },
  "not-a-member": {
    nl: "Dit account hoort niet bij deze organisatie, of er is niet gezegd om welke organisatie het gaat.",
    en: "You do not belong to this organisation, or you do not say which of your organisations this is for.",
  },
  "not-your-role": {
    nl: "Met deze rol mag dit niet.",
    en: "Your role may not do this.",
  },
  "route-unknown": {
    nl: "Dit adres bestaat niet.",
    en: "There is nothing at this address.",
  },
  "method-not-allowed": {
    nl: "Deze bewerking kan niet op dit adres.",
    en: "This method does not exist at this address.",
  },
  "ticket-unknown": {
    nl: "Deze vraag bestaat niet, of is met dit account niet te zien.",
    en: "There is no such question, or you may not see it.",
  },
  "contact-unknown": {
    nl: "Dit contact bestaat niet, of is met dit account niet te zien.",
    en: "There is no such contact, or you may not see it.",
  },
  "person-unknown": {
    nl: "Deze persoon staat niet in het personenbestand.",
    en: "This person is not in the people file.",
  },
  "import-unknown": {
    nl: "Deze aanlevering bestaat niet.",
    en: "There is no such import.",
  },
  "key-reused": {
    nl: "Deze Idempotency-Key is al gebruikt voor iets anders.",
    en: "This Idempotency-Key was already used for something else.",
  },
  stale: {
    nl: "Dit is intussen veranderd. Bekijk het opnieuw.",
    en: "This has changed meanwhile. Look at it again.",
  },
  busy: {
    nl: "Het is nu te druk. Er is niets bewaard; probeer het zo nog eens.",
    en: "It is too busy right now. Nothing was stored; try again in a moment.",
  },
  "own-ticket": {
    nl: "Niemand behandelt een vraag van of over zichzelf: een collega doet dat.",
    en: "This is about you or was asked by you: a colleague handles it.",
  },
  "not-at-your-desk": {
    nl: "Deze vraag ligt bij een ander team.",
    en: "This question is not at your desk.",
  },
  "claimed-by-another": {
    nl: "Een collega behandelt deze vraag.",
    en: "A colleague is handling this question.",
  },
  "in-transit": {
    nl: "Deze vraag is onderweg naar een ander team.",
    en: "This question is on its way to another desk.",
  },
  "ticket-closed": {
    nl: "Deze vraag is gesloten. Stel een nieuwe vraag die hierop volgt.",
    en: "This question is closed. Ask a new one that follows it.",
  },
  "ticket-resolved": {
    nl: "Deze vraag is al beantwoord. Heropen haar eerst, met een reden.",
    en: "This question is already resolved. Reopen it first, with a reason.",
  },
  "not-resolved": {
    nl: "Deze vraag is nog niet beantwoord.",
    en: "This question is not resolved yet.",
  },
  "not-in-progress": {
    nl: "Niemand behandelt deze vraag nu.",
    en: "Nobody is handling this question now.",
  },
  "not-waiting": {
    nl: "Deze vraag wacht nergens op.",
    en: "This question is not waiting for anything.",
  },
  "coordinator-decides": {
    nl: "Deze vraag is al twee keer teruggestuurd: de dagcoördinator beslist.",
    en: "This question was returned twice already: the day coordinator decides.",
  },
  "same-desk": {
    nl: "De vraag ligt al bij dit team.",
    en: "The question is at this desk already.",
  },
  "nowhere-to-return": {
    nl: "Deze vraag kwam niet van een ander team.",
    en: "This question did not come from another desk.",
  },
  "answer-missing": {
    nl: "Er is nog geen antwoord gegeven. Schrijf het antwoord erbij.",
    en: "No answer was given yet. Write the answer with it.",
  },
  "already-rated": {
    nl: "Deze vraag is al beoordeeld.",
    en: "You have rated this question already.",
  },
  "not-rated": {
    nl: "Bij dit onderwerp vragen we geen oordeel.",
    en: "We ask no rating for this topic.",
  },
  "not-recorded": {
    nl: "Over dit onderwerp legt het loket niets vast.",
    en: "The desk records nothing about this topic.",
  },
  "not-restricted": {
    nl: "Deze vraag heeft geen lezers op naam.",
    en: "This question has no named readers.",
  },
  "not-an-agent": {
    nl: "Deze persoon werkt niet bij dit team, of heeft nog nooit ingelogd.",
    en: "This person does not work at this desk, or has never signed in.",
  },
  "not-your-employee": {
    nl: "Alleen wie leiding geeft aan deze medewerker, mag dit vragen.",
    en: "You may ask this only for an employee whom you manage.",
  },
  "asker-needed": {
    nl: "Zeg wie de vraag stelt: anders kan niemand het antwoord geven.",
    en: "Say who asks: otherwise nobody can give the answer.",
  },
  "not-provisional": {
    nl: "Alleen een voorlopig vastgelegde beller kan aan een medewerker worden gekoppeld.",
    en: "Only a provisional caller can be linked to an employee.",
  },
  "about-this-person": {
    nl: "Deze beller vroeg iets over deze medewerker: dan kan het niet dezelfde zijn.",
    en: "This caller asked something about this employee: then they cannot be the same.",
  },
  "too-many-leavers": {
    nl: "Dit bestand mist meer dan een vijfde van de bekende medewerkers. Controleer het, of bevestig het met allowManyLeavers.",
    en: "This file lacks more than a fifth of the known employees. Check it, or confirm with allowManyLeavers.",
  },
  "too-many-promises": {
    nl: "Bij deze vraag staan al vijf afspraken open. Kom er eerst een na, of trek er een in.",
    en: "Five promises stand with this question already. Keep or withdraw one first.",
  },
  "promise-unknown": {
    nl: "Deze afspraak is er niet bij deze vraag.",
    en: "There is no such promise with this question.",
  },
  "promise-ended": {
    nl: "Deze afspraak is al nagekomen of ingetrokken.",
    en: "This promise was kept or withdrawn already.",
  },
  "not-your-promise": {
    nl: "Een collega deed deze belofte: alleen die collega of de dagcoördinator kan haar intrekken.",
    en: "A colleague made this promise: only that colleague or the day coordinator can withdraw it.",
  },
  "promise-confirmed": {
    nl: "Er is al gezegd of deze afspraak is nagekomen.",
    en: "You have said already whether this promise was kept.",
  },
  "promise-not-due": {
    nl: "Deze afspraak loopt nog. Zeg pas na de afgesproken tijd of zij is nagekomen.",
    en: "This promise still runs. Say whether it was kept once its time has come.",
  },
  "call-back-standing": {
    nl: "Er is al gevraagd om te bellen. Het loket belt nog.",
    en: "A call was asked for already. The desk is still to call.",
  },
  "topic-unknown": {
    nl: "Dit onderwerp bestaat niet.",
    en: "There is no such topic.",
  },
  "job-unknown": {
    nl: "Deze taak bestaat niet.",
    en: "There is no such job.",
  },
  "job-running": {
    nl: "Er loopt al zo'n taak. Wacht tot die klaar is.",
    en: "Such a job is running already. Wait until it is done.",
  },
  "revision-unknown": {
    nl: "Deze versie van het antwoord bestaat niet.",
    en: "There is no such revision of the answer.",
  },
  "concept-unknown": {
    nl: "Dit begrip heeft de organisatie niet zelf gemaakt.",
    en: "The organisation did not make this concept.",
  },
  "word-unknown": {
    nl: "Dit woord staat niet in de lijst.",
    en: "This word is not in the list.",
  },
  "four-eyes": {
    nl: "Dit vraagt een tweede persoon: iemand die niet meeschreef en de eerste stap niet deed.",
    en: "This takes a second person: you wrote at it or took the first step.",
  },
  "topic-configured": {
    nl: "De naam van dit onderwerp staat in de inrichting.",
    en: "The name of this topic stands in the configuration.",
  },
  "topic-named": {
    nl: "Dit onderwerp heeft al een naam.",
    en: "This topic has a name already.",
  },
  "topic-unnamed": {
    nl: "Dit onderwerp heeft nog geen naam. Geef het eerst een naam.",
    en: "This topic has no name yet. Name it first.",
  },
  "topic-merged": {
    nl: "Dit onderwerp is samengevoegd met een ander. Haal ze eerst uit elkaar.",
    en: "This topic was merged with another one. Take them apart first.",
  },
  "not-merged": {
    nl: "Dit onderwerp is niet samengevoegd.",
    en: "This topic is not merged.",
  },
  "topic-archived": {
    nl: "Dit onderwerp is gearchiveerd. Haal het eerst terug.",
    en: "This topic is archived. Take it back first.",
  },
  "always-kept": {
    nl: "Dit onderwerp blijft altijd staan, hoe weinig er ook over wordt gevraagd.",
    en: "This topic always stays, however seldom it is asked about.",
  },
  "draft-open": {
    nl: "Er is al een concept voor deze lezers. Werk daarin verder.",
    en: "There is a draft for these readers already. Go on with that one.",
  },
  "not-a-draft": {
    nl: "Dit is geen concept meer.",
    en: "This is no longer a draft.",
  },
  "not-offered": {
    nl: "Dit antwoord is niet aangeboden om na te kijken.",
    en: "This answer was not offered for review.",
  },
  "answer-incomplete": {
    nl: "Dit antwoord is nog niet af.",
    en: "This answer is not complete yet.",
  },
  "owner-missing": {
    nl: "Zeg eerst welk team dit antwoord goed houdt.",
    en: "Say first which desk keeps this answer right.",
  },
  "not-published": {
    nl: "Dit antwoord is nu niet gepubliceerd.",
    en: "This answer is not published now.",
  },
  "never-published": {
    nl: "Deze versie is nooit gepubliceerd geweest.",
    en: "This revision was never published.",
  },
  "no-longer-valid": {
    nl: "De laatste dag waarop dit antwoord geldt, is voorbij.",
    en: "The last day on which this answer holds has passed.",
  },
  "not-yet-valid": {
    nl: "Dit antwoord geldt nog niet, en zou een antwoord vervangen dat nu geldt.",
    en: "This answer does not hold yet, and would take the place of one that holds now.",
  },
  "nothing-to-confirm": {
    nl: "Hier is niets om na te kijken.",
    en: "There is nothing to look at here.",
  },
} as const satisfies Record<string, LocalText>;

export type RefusalReason = keyof typeof refusals;
export const refusalReasons = Object.keys(refusals) as RefusalReason[];
