/** Where on the desk somebody is. Addresses hold ids only. */
export type DeskPlace =
  | { is: "list" }
  | { is: "ticket"; ticketId: string }
  | { is: "changes" }
  | { is: "begin"; channel: "call" | "face" }
  | { is: "conversation"; id: string };

export const deskPath = "/werkplek";
export const changesPath = `${deskPath}/wijzigingen`;
export const conversationPath = (id: string) => `${deskPath}/gesprek/${id}`;
export const ticketPath = (ticketId: string, search = "") =>
  `${deskPath}/${ticketId}${search ? `?${search}` : ""}`;

export function placeOnDesk(path: string): DeskPlace {
  const [first = "", second = ""] = path.slice(deskPath.length + 1).split("/");
  if (first === "wijzigingen") return { is: "changes" };
  if (first === "bellen") return { is: "begin", channel: "call" };
  if (first === "balie") return { is: "begin", channel: "face" };
  if (first === "gesprek" && second) return { is: "conversation", id: second };
  return first.startsWith("tkt_") ? { is: "ticket", ticketId: first } : { is: "list" };
}
