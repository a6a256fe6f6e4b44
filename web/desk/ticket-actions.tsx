import { useHere } from "../session-gate.tsx";
import { useActions } from "../ui/actions.tsx";
import { Button } from "../ui/button.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { useAround } from "./around.tsx";
import type { DeskDetail, Mode } from "./deeds.ts";
import { useTicketTexts } from "./ticket-texts.ts";

/** What takes one press and no words. */
export type Press = "claim" | "release" | "resume" | "acknowledge";

type Doable = {
  id: string;
  text: string;
  keys?: string;
  run: () => void;
  isFirst?: boolean;
  isBusy?: boolean;
};

/** Everything that can be done with this question now: each a button that shows its key. */
export function Actions({
  ticket,
  current,
  busy,
  onBegin,
  onPress,
}: {
  ticket: DeskDetail;
  current: Mode | undefined;
  busy: Press | undefined;
  onBegin: (mode: Mode) => void;
  onPress: (deed: Press) => void;
}) {
  const t = useTicketTexts();
  const doable = useDoable(ticket, onBegin, onPress);
  const all = [...doable.main, ...doable.more];
  useActions(
    all.map(({ id, text, keys, run }) => ({
      id: `ticket-${id}`,
      text,
      ...(keys && { keys: [keys] }),
      scope: "page" as const,
      run,
    })),
  );
  const button = ({ id, text, keys, run, isFirst }: Doable) => (
    <Button
      key={id}
      look={isFirst && !current ? "primary" : "secondary"}
      isSmall
      keys={keys}
      isBusy={busy === id}
      onClick={run}
      {...(current && { isPressed: current === id })}
    >
      {text}
    </Button>
  );
  if (all.length === 0) return null;
  return (
    <section class="ticket-actions" aria-label={t.actions}>
      <div class="row">{doable.main.map(button)}</div>
      {doable.more.length > 0 && (
        <Disclosure summary={t.more}>
          <div class="row">{doable.more.map(button)}</div>
        </Disclosure>
      )}
    </section>
  );
}

function useDoable(ticket: DeskDetail, onBegin: (mode: Mode) => void, onPress: (deed: Press) => void) {
  const t = useTicketTexts();
  const { session, membership } = useHere();
  const { organisation } = useAround();
  const { roles, desks } = membership;
  const desk = organisation.desks.find(({ key }) => key === (ticket.inTransitTo ?? ticket.desk));
  const coordinates = roles.includes("coordinator") && desk !== undefined && desks.includes(desk.key);
  const isAtDesk =
    desk?.kind === "front"
      ? roles.includes("front-office") || coordinates
      : desk !== undefined && desks.includes(desk.key);
  const isMine = ticket.claimedBy === session.person;
  const isOpen = ["queued", "in-progress", "waiting"].includes(ticket.state) && !ticket.inTransitTo;
  const isDone = ticket.state === "resolved" || ticket.state === "closed";
  const isFree = ticket.claimedBy === undefined && !isDone;
  const mayWork = isOpen && isAtDesk && (isFree || isMine || coordinates);
  const front = organisation.desks.find(({ kind }) => kind === "front")?.key;
  const begin = (mode: Mode, text: string, keys?: string, more: Partial<Doable> = {}): Doable => ({
    id: mode,
    text,
    ...(keys && { keys }),
    run: () => onBegin(mode),
    ...more,
  });
  const press = (deed: Press, text: string, keys: string, more: Partial<Doable> = {}): Doable => ({
    id: deed,
    text,
    keys,
    run: () => onPress(deed),
    ...more,
  });
  const when = (isSo: boolean | undefined, ...doable: Doable[]) => (isSo ? doable : []);
  const mayClaim = isFree && (isAtDesk || ticket.inTransitTo !== undefined);
  const main = [
    ...when(ticket.askerWroteAt !== undefined, press("acknowledge", t.acknowledge, "g", { isFirst: true })),
    ...when(
      ticket.callBack !== undefined && roles.includes("front-office"),
      begin("callBack", t.madeCall, "c", { isFirst: true }),
    ),
    ...when(mayClaim, press("claim", t.claim, "b", { isFirst: true })),
    ...when(
      mayWork,
      begin("answer", t.answer, "a", { isFirst: !mayClaim }),
      begin("reply", t.reply, "r"),
      begin("ask", t.ask, "v"),
    ),
    ...when(ticket.state !== "closed", begin("note", t.addNote, "i")),
    ...when(mayWork, begin("transfer", t.transfer, "d")),
    ...when(
      mayWork && (ticket.stay?.from !== undefined || ticket.desk !== front),
      begin("return", t.return, "t"),
    ),
    ...when(mayWork && ticket.state === "waiting", press("resume", t.resume, "h")),
    ...when(mayWork, begin("wait", t.wait, "w")),
    ...when(ticket.state === "resolved", begin("reopen", t.reopen, "e", { isFirst: true })),
  ];
  const more = [
    ...when(mayWork || ticket.state === "resolved", begin("promise", t.promise, "p")),
    ...when(
      isOpen && (isMine || (coordinates && ticket.claimedBy !== undefined)),
      press("release", t.release, "x"),
    ),
    ...when(isOpen && coordinates, begin("assign", t.assign)),
    ...when(!isDone, begin("urgency", t.urgency)),
    ...when(ticket.state !== "closed", begin("confidentiality", t.confidentiality)),
    ...when(ticket.confidentiality === "restricted", begin("readers", t.readers)),
    ...when(
      ticket.asker.kind === "provisional" &&
        (roles.includes("front-office") || roles.includes("coordinator")),
      begin("link", t.link),
    ),
  ];
  return { main, more };
}
