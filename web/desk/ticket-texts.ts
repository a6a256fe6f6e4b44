import { useMemo } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { deskTexts } from "../texts/desk.ts";
import { ticketTexts } from "../texts/ticket.ts";

/** The words of a question and of the list that it stands on. */
export function useTicketTexts() {
  const list = useTexts(deskTexts);
  const ticket = useTexts(ticketTexts);
  return useMemo(() => ({ ...list, ...ticket }), [list, ticket]);
}
