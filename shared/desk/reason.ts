import type { Organisation } from "../organisation/organisation.ts";
import type { LocalText } from "../text.ts";

/** Routing that no rule of the organisation did. */
export const ownReasons = {
  "taken-by-front-office": {
    nl: "De frontoffice had de vrager aan de lijn of aan de balie",
    en: "The front office had the asker on the line or at the desk",
  },
  "claimed-before-routing": {
    nl: "De frontoffice nam de vraag op voordat zij was doorgestuurd",
    en: "The front office took the question up before it was routed",
  },
  "front-office": {
    nl: "Geen regel wees een ander team aan: het Personeelsloket kijkt",
    en: "No rule named another team: the front office looks",
  },
} as const satisfies Record<string, LocalText>;

/** Why a ticket went where it went, in the words that people get to see. */
export function reasonOf(rule: string, organisation: Pick<Organisation, "routing">): LocalText {
  const own: Record<string, LocalText> = ownReasons;
  const reason = organisation.routing.find(({ name }) => name === rule)?.reason ?? own[rule];
  return reason ?? { nl: rule, en: rule };
}
