import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Redirect, Route, Switch, useLocation } from "wouter-preact";
import { CallProvider } from "./asking.tsx";
import { part } from "./part.tsx";
import { placeAt, placesFor, startOf } from "./places.ts";
import { signedInPath } from "./session.ts";
import { type Here, HereProvider, SessionGate } from "./session-gate.tsx";
import { SpeechProvider, useSpeech, useTexts } from "./speech.tsx";
import { common } from "./texts/common.ts";
import { paletteAction, useActions } from "./ui/actions.tsx";
import { Button } from "./ui/button.tsx";
import { Empty } from "./ui/empty.tsx";
import { PageHeading } from "./ui/heading.tsx";
import { Shell } from "./ui/shell.tsx";
import { keepTyping } from "./ui/typed-ahead.ts";

/** A part that reads lists; a page that only sends does not carry what that takes. */
const reading = (load: () => Promise<ComponentType>) =>
  part(() =>
    Promise.all([load(), import("./queries.tsx")]).then(([Part, { withQueries }]) => withQueries(Part)),
  );

const parts = {
  ask: part(() => import("./employee/ask.tsx").then(({ Ask }) => Ask)),
  myQuestions: reading(() => import("./employee/questions.tsx").then(({ Questions }) => Questions)),
  desk: reading(() => import("./desk/desk.tsx").then(({ Desk }) => Desk)),
  reports: reading(() => import("./reports/reports.tsx").then(({ Reports }) => Reports)),
  answers: reading(() => import("./editor/answers.tsx").then(({ Answers }) => Answers)),
};
const SignedIn = part(() => import("./signed-in.tsx").then(({ SignedIn }) => SignedIn));
const Palette = part<{ onClose: () => void }>(() =>
  import("./ui/palette.tsx").then(({ Palette }) => Palette),
);
const KeyHelp = part<{ onClose: () => void }>(() =>
  import("./ui/key-help.tsx").then(({ KeyHelp }) => KeyHelp),
);
// Left out of what is deployed: the condition is known when it is built.
const Gallery =
  import.meta.env.MODE === "gallery" || import.meta.env.MODE === "development"
    ? part(() => import("./gallery/gallery.tsx").then(({ Gallery }) => Gallery))
    : undefined;

export function App() {
  const [path] = useLocation();
  if (Gallery && path === "/galerij") {
    return (
      <SpeechProvider address="je">
        <Gallery />
      </SpeechProvider>
    );
  }
  if (path === signedInPath) {
    return (
      <SpeechProvider address="je">
        <SignedIn />
      </SpeechProvider>
    );
  }
  // Its code comes while the session is asked for, so that the one does not wait for the other.
  const place = placeAt(path);
  if (place) parts[place.name].fetchAhead();
  return (
    <SessionGate>
      {(here) => (
        <HereProvider here={here}>
          <SpeechProvider address={here.membership.address} preferred={here.session.language}>
            <CallProvider organisation={here.membership.organisation}>
              <Pages here={here} />
            </CallProvider>
          </SpeechProvider>
        </HereProvider>
      )}
    </SessionGate>
  );
}

/** A telephone does not wait until somebody is on the right page. */
const beginCall = [
  { id: "call", keys: "F2", to: "/werkplek/bellen" },
  { id: "visit", keys: "F4", to: "/werkplek/balie" },
] as const;

function Pages({ here }: { here: Here }) {
  const t = useTexts(common);
  const { language } = useSpeech();
  const [path] = useLocation();
  const [open, setOpen] = useState<"palette" | "keys">();
  const { membership, session, leave } = here;
  const current = placeAt(path);
  const mine = placesFor(membership.roles);
  const mayCall = membership.roles.includes("front-office");
  useEffect(() => {
    if (!mayCall) return;
    parts.desk.fetchAhead();
    // What a call needs is here before the telephone rings.
    import("./desk/conversation.tsx").catch(() => undefined);
  }, [mayCall]);
  const isWork = current !== undefined && current.name !== "ask" && current.name !== "myQuestions";
  useActions([
    {
      id: paletteAction,
      text: t.findAction,
      keys: ["ctrl+k"],
      scope: "everywhere",
      run: () => setOpen("palette"),
    },
    { id: "keys", text: t.showKeys, keys: ["?"], scope: "page", run: () => setOpen("keys") },
    ...(mayCall ? beginCall : []).map(({ id, keys, to }) => ({
      id,
      text: t[id],
      keys: [keys],
      scope: "everywhere" as const,
      run: () => {
        keepTyping();
        go(to);
      },
    })),
    ...mine.map(({ to, name }) => ({
      id: `go-${name}`,
      text: t[name],
      scope: "page" as const,
      run: () => go(to),
    })),
  ]);
  const [, go] = useLocation();
  const close = () => setOpen(undefined);
  return (
    <Shell
      organisation={membership.organisationName[language]}
      places={mine.map((place) => ({ to: place.to, text: t[place.name], isCurrent: place === current }))}
      person={session.name}
      onSignOut={() => leave().then((no) => no && alert(t[no]))}
      hasLanguages={membership.languages.length > 1}
      isWide={isWork}
      foot={
        isWork && (
          <Button look="subtle" isSmall keys="?" onClick={() => setOpen("keys")}>
            {t.keys}
          </Button>
        )
      }
    >
      <Switch>
        {mine.map(({ to, name }) => (
          <Route key={name} path={to === "/" ? "/" : `${to}/*?`}>
            <Shown name={name} />
          </Route>
        ))}
        <Route path="/">
          {startOf(membership.roles) === "/" ? <NotHere /> : <Redirect to={startOf(membership.roles)} />}
        </Route>
        <Route>
          <NotHere isForOthers={current !== undefined} />
        </Route>
      </Switch>
      {open === "palette" && <Palette onClose={close} />}
      {open === "keys" && <KeyHelp onClose={close} />}
    </Shell>
  );
}

function Shown({ name }: { name: keyof typeof parts }) {
  const Part = parts[name];
  return <Part />;
}

function NotHere({ isForOthers = false }: { isForOthers?: boolean }) {
  const t = useTexts(common);
  useEffect(() => scrollTo(0, 0), []);
  return (
    <>
      <PageHeading>{isForOthers ? t.notForYou : t.pageMissing}</PageHeading>
      <Empty title={t.pageMissingText} />
    </>
  );
}
