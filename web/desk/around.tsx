import { createContext } from "preact";
import { useContext, useEffect, useState } from "preact/hooks";
import { caller } from "../../shared/contract/call.ts";
import type { Organisation } from "../../shared/organisation/organisation.ts";
import type { LocalText } from "../../shared/text.ts";
import { now } from "../browser.ts";
import type { Call } from "../call.ts";
import { beforeSignOut } from "../session.ts";
import type { Here } from "../session-gate.tsx";
import { useSpeech } from "../speech.tsx";
import { type Calls, callsOf } from "./calls.ts";

/** What every part of the desk needs: how the organisation is set up, and the conversations. */
export type Around = { organisation: Organisation; calls: Calls };

const AroundContext = createContext<Around | undefined>(undefined);
export const AroundProvider = AroundContext.Provider;

export function useAround(): Around {
  const around = useContext(AroundContext);
  if (!around) throw new Error("useAround stands outside the desk");
  return around;
}

/** The names that the organisation gave, in the language of the page. */
export function useNames() {
  const { organisation } = useAround();
  const { language } = useSpeech();
  const named = (text: LocalText | undefined, key: string) => text?.[language] ?? key;
  return {
    desk: (key: string) => named(organisation.desks.find((desk) => desk.key === key)?.name, key),
    topic: (key: string) => named(organisation.topics.find((topic) => topic.key === key)?.name, key),
    text: named,
  };
}

let made: { for: Call; calls: Calls } | undefined;

const lockOf = (id: string) => `personeelsloket.gesprek.${id}`;
const idIn = (lock: string | undefined) => lock?.split(lockOf("")).at(1);

/** Held until it is let go, or the window closes. */
function holdLock(id: string): () => void {
  let letGo = () => {};
  const isOver = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  navigator.locks?.request(lockOf(id), () => isOver).catch(() => undefined);
  return letGo;
}

/** The conversations that other windows of this browser have before them: they are theirs to go on with. */
async function heldElsewhere(): Promise<ReadonlySet<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name }) => idIn(name) ?? []));
}

/** What a window that was just reloaded held is free again in a moment. */
export function useElsewhere(): ReadonlySet<string> | undefined {
  const [elsewhere, setElsewhere] = useState<ReadonlySet<string> | undefined>(() => made && new Set());
  useEffect(() => {
    if (elsewhere) return;
    heldElsewhere()
      .then((held) =>
        held.size === 0 ? held : new Promise<void>((resolve) => setTimeout(resolve, 300)).then(heldElsewhere),
      )
      .then(setElsewhere, () => setElsewhere(new Set()));
  }, []);
  return elsewhere;
}

/** One set of conversations for as long as the window lives, whatever pages come and go. */
export function callsFor(
  call: Call,
  here: Here,
  organisation: Organisation,
  elsewhere: ReadonlySet<string>,
): Calls {
  if (made?.for === call) return made.calls;
  const leaving = caller("", {
    send: (url, init) => fetch(url, { ...init, credentials: "same-origin", keepalive: true }),
    organisation: here.membership.organisation,
  });
  const calls = callsOf({
    drafts: here.drafts,
    organisation,
    elsewhere,
    hold: holdLock,
    send: (body, key) => call("POST /v1/contacts", { body, key }),
    sendLeaving: (body, key) => void leaving("POST /v1/contacts", { body, key }).catch(() => undefined),
    now,
    newKey: () => crypto.randomUUID(),
    later: (deed, milliseconds) => {
      const timer = setTimeout(deed, milliseconds);
      return () => clearTimeout(timer);
    },
  });
  addEventListener("pagehide", () => calls.leave());
  addEventListener("beforeunload", (event) => {
    if (calls.hasUnkept()) event.preventDefault();
  });
  beforeSignOut(() => calls.settle());
  made = { for: call, calls };
  return calls;
}

/** Shown anew whenever a conversation changes. */
export function useCalls(): Calls {
  const { calls } = useAround();
  const [, setCount] = useState(0);
  useEffect(() => {
    const update = () => setCount((count) => count + 1);
    // One may have changed since this was drawn.
    update();
    return calls.subscribe(update);
  }, [calls]);
  return calls;
}
