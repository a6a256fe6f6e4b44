import { type ComponentChildren, createContext } from "preact";
import { useCallback, useContext, useEffect, useMemo, useState } from "preact/hooks";
import type { SessionView } from "../shared/contract/session.ts";
import { keep, kept, now } from "./browser.ts";
import { type Drafts, draftsOf, dropOldDrafts } from "./keep.ts";
import { part } from "./part.tsx";
import {
  forgetSignedOut,
  type Membership,
  maySignInUnasked,
  onNews,
  onSessionEnded,
  sessionMended,
  signedInPath,
  signInPath,
  signOut,
  type WhoAmI,
  waitsForSignIn,
  whoAmI,
} from "./session.ts";
import { SpeechProvider, useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { Skeleton } from "./ui/waiting.tsx";

/** Who is here, for which organisation, and what they typed and have not sent. */
export type Here = {
  session: SessionView;
  membership: Membership;
  drafts: Drafts;
  leave: typeof signOut;
  /** For who works for more than one organisation. */
  choose: (organisation: string) => void;
};

const HereContext = createContext<Here | undefined>(undefined);
export const HereProvider = ({ here, children }: { here: Here; children: ComponentChildren }) => (
  <HereContext.Provider value={here}>{children}</HereContext.Provider>
);

export function useHere(): Here {
  const here = useContext(HereContext);
  if (!here) throw new Error("useHere stands outside HereProvider");
  return here;
}

const SignIn = part<{ isUnreachable: boolean }>(() => import("./sign-in.tsx").then(({ SignIn }) => SignIn));
const SessionEnded = part<{ onSignIn: () => void; onCancel: () => void }>(() =>
  import("./session-ended.tsx").then(({ SessionEnded }) => SessionEnded),
);

const setting = "personeelsloket.organisation";

/** Shows the pages to who is signed in, and the way in to who is not. */
export function SessionGate({ children }: { children: (here: Here) => ComponentChildren }) {
  const [who, setWho] = useState<WhoAmI>();
  const [organisation, setOrganisation] = useState(() => kept(setting));
  const [hasEnded, setHasEnded] = useState(false);
  useEffect(() => {
    dropOldDrafts(localStorage, now());
    whoAmI().then((found) => {
      const path = location.pathname + location.search;
      if (found === "signed-out" && maySignInUnasked(now())) location.assign(signInPath(path));
      else setWho(found);
    });
  }, []);
  useEffect(() => onSessionEnded(setHasEnded), []);
  useSignInElsewhere(who, setWho);
  const here = useMemo(() => {
    if (typeof who !== "object") return undefined;
    const membership = who.memberships.find((one) => one.organisation === organisation) ?? who.memberships[0];
    if (!membership) return undefined;
    const newKey = () => crypto.randomUUID();
    return {
      session: who,
      membership,
      drafts: draftsOf(who.person, { store: localStorage, now, newKey }),
      leave: signOut,
      choose: (chosen: string) => {
        keep(setting, chosen);
        setOrganisation(chosen);
      },
    };
  }, [who, organisation]);

  if (here) {
    forgetSignedOut();
    return (
      <>
        {children(here)}
        {hasEnded && (
          <SpeechProvider address={here.membership.address} preferred={here.session.language}>
            <SessionEnded onSignIn={openSignIn} onCancel={() => sessionMended(false)} />
          </SpeechProvider>
        )}
      </>
    );
  }
  return (
    <SpeechProvider address="je">
      {who === undefined ? <Opening /> : <SignIn isUnreachable={who === "unreachable"} />}
    </SpeechProvider>
  );
}

const Opening = () => (
  <div class="opening">
    <Skeleton />
  </div>
);

/** In a window of its own, so that what was typed stays. Where windows are blocked, this page goes and comes back. */
function openSignIn(): void {
  const opened = open(signInPath(signedInPath), "personeelsloket-inloggen", "popup,width=520,height=720");
  if (!opened) location.assign(signInPath(location.pathname + location.search));
}

function useSignInElsewhere(who: WhoAmI | undefined, setWho: (who: WhoAmI) => void): void {
  const t = useTexts(common);
  const mend = useCallback(async () => {
    const found = await whoAmI();
    if (typeof found !== "object" || typeof who !== "object") return;
    if (found.person !== who.person) {
      // What is on the screen belongs to someone else.
      alert(t.otherPerson);
      location.assign("/");
      return;
    }
    sessionMended(true);
  }, [who, t]);
  useEffect(
    () =>
      onNews((news) => {
        if (news === "signed-out") setWho("signed-out");
        else if (waitsForSignIn()) mend();
      }),
    [mend],
  );
}
