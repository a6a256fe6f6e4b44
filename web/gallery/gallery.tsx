import "./gallery.css";
import { type ComponentChildren, Fragment } from "preact";
import { useState } from "preact/hooks";
import { now } from "../browser.ts";
import { Chart } from "../reports/chart.tsx";
import { SessionEnded } from "../session-ended.tsx";
import { paletteAction, useActions } from "../ui/actions.tsx";
import { Alert } from "../ui/alert.tsx";
import { Badge } from "../ui/badge.tsx";
import { Button } from "../ui/button.tsx";
import { Card } from "../ui/card.tsx";
import { Checkbox, CheckboxGroup, RadioGroup, Select } from "../ui/choice.tsx";
import { ClockChip } from "../ui/clock-chip.tsx";
import { Combobox } from "../ui/combobox.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Disclosure } from "../ui/disclosure.tsx";
import { Empty } from "../ui/empty.tsx";
import { ErrorSummary } from "../ui/error-summary.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { KeyHelp } from "../ui/key-help.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { Link } from "../ui/link.tsx";
import { RowList } from "../ui/list.tsx";
import { LoadMore } from "../ui/load-more.tsx";
import { Markup } from "../ui/markup.tsx";
import { NoAlert } from "../ui/no-alert.tsx";
import { Palette } from "../ui/palette.tsx";
import { Reference } from "../ui/reference.tsx";
import { SectionNav } from "../ui/section-nav.tsx";
import { Shell } from "../ui/shell.tsx";
import { Table } from "../ui/table.tsx";
import { SpokenTextBox, TextArea, TextField } from "../ui/text-field.tsx";
import { Time } from "../ui/time.tsx";
import { NewsPill, Toast } from "../ui/toast.tsx";
import { Progress, Skeleton } from "../ui/waiting.tsx";
import { answer, charts, clocks, figures, noes, people, type SamplePerson } from "./sample.ts";

type Opened = "dialog" | "palette" | "keys" | "session";

/** Every component in every state, on one page: to look at, and for the tests of how they look and read. */
export function Gallery() {
  const [opened, setOpened] = useState<Opened>();
  const [done, setDone] = useState("");
  const close = () => setOpened(undefined);
  useActions([
    {
      id: paletteAction,
      text: "Zoek een actie",
      keys: ["ctrl+k"],
      scope: "everywhere",
      run: () => setOpened("palette"),
    },
    {
      id: "call",
      text: "Nieuw telefoongesprek",
      keys: ["F2"],
      scope: "everywhere",
      run: () => setDone("F2"),
    },
    {
      id: "keys",
      text: "Laat de sneltoetsen zien",
      keys: ["?"],
      scope: "page",
      run: () => setOpened("keys"),
    },
    {
      id: "next",
      text: "Volgende vraag",
      keys: ["j", "arrowdown"],
      scope: "page",
      isHeld: true,
      run: () => setDone("j"),
    },
    {
      id: "answer",
      text: "Beantwoord en sluit af",
      keys: ["ctrl+enter"],
      scope: "everywhere",
      run: () => setDone("ctrl+enter"),
    },
    { id: "desk", text: "Ga naar de werkplek", scope: "page", run: () => setDone("werkplek") },
  ]);
  return (
    <Shell
      organisation="Regiodienst Vechterhout"
      places={[
        { to: "/galerij", text: "Stel je vraag", isCurrent: true },
        { to: "/vragen", text: "Mijn vragen", isCurrent: false },
        { to: "/werkplek", text: "Werkplek", isCurrent: false },
      ]}
      person="Anna Testers"
      onSignOut={() => setDone("uitgelogd")}
      foot={
        <Button look="subtle" isSmall keys="?" onClick={() => setOpened("keys")}>
          Sneltoetsen
        </Button>
      }
    >
      <PageHeading title="Galerij" lead="Elk onderdeel van de pagina’s, in elke toestand.">
        Waar kunnen we je mee helpen?
      </PageHeading>
      <p id="done" role="status" class="small quiet">
        {done}
      </p>
      <Buttons onOpen={setOpened} />
      <Fields />
      <Choices />
      <People />
      <Messages />
      <Questions />
      <Answers />
      <Clocks />
      <Figures />
      <Charts />
      <Waiting />
      <Dialog
        title="Vraag intrekken?"
        isOpen={opened === "dialog"}
        onClose={close}
        closeText="Annuleren"
        actions={
          <Button look="danger" onClick={close}>
            Trek in
          </Button>
        }
      >
        <p>Het loket kijkt er dan niet meer naar. Je kunt later altijd een nieuwe vraag stellen.</p>
      </Dialog>
      {opened === "palette" && <Palette onClose={close} />}
      {opened === "keys" && <KeyHelp onClose={close} />}
      {opened === "session" && <SessionEnded onSignIn={close} onCancel={close} />}
    </Shell>
  );
}

function Shown({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="gallery-part">
      <h2>{title}</h2>
      <div class="stack">{children}</div>
    </section>
  );
}

const nothing = () => {};

const Buttons = ({ onOpen }: { onOpen: (opened: Opened) => void }) => (
  <Shown title="Knoppen en links">
    <div class="row">
      <Button look="primary" keys="ctrl+enter">
        Verstuur
      </Button>
      <Button keys="o">Geef door</Button>
      <Button look="subtle">Later verder</Button>
      <Button look="danger">Trek in</Button>
    </div>
    <div class="row">
      <Button look="primary" isBusy>
        Verstuur
      </Button>
      <Button isBusy>Bewaar</Button>
      <Button look="primary" disabled>
        Verstuur
      </Button>
      <Button disabled>Geef door</Button>
      <Button isPressed>Alleen de mijne</Button>
      <Button isSmall>Klein</Button>
    </div>
    <div class="row">
      <Button onClick={() => onOpen("dialog")}>Open een venster</Button>
      <Button onClick={() => onOpen("palette")}>Open het palet</Button>
      <Button onClick={() => onOpen("keys")}>Open de sneltoetsen</Button>
      <Button onClick={() => onOpen("session")}>Laat de sessie verlopen</Button>
    </div>
    <p>
      Een <Link to="/galerij">link binnen het loket</Link>, een{" "}
      <Link to="https://www.example.org/verlof">link naar buiten</Link> en de toets{" "}
      <KeyHint keys="shift+enter" />.
    </p>
    <div class="row">
      <Link to="/galerij" look="primary">
        Stel een vraag
      </Link>
      <Link to="/galerij" look="secondary">
        Mijn vragen
      </Link>
    </div>
  </Shown>
);

function Fields() {
  const [text, setText] = useState("");
  const [question, setQuestion] = useState(
    "Mijn dochter wordt in maart acht. Kan ik tot die tijd nog ouderschapsverlof opnemen, en op vaste dagen?",
  );
  return (
    <Shown title="Velden">
      <ErrorSummary
        attempt={0}
        errors={[
          { id: "phone", text: "Vul een telefoonnummer in van tien cijfers" },
          { id: "gallery-channel", text: "Kies hoe je antwoord wilt krijgen" },
        ]}
      />
      <TextField label="Onderwerp" value={text} onInput={setText} hint="In een paar woorden" />
      <TextField
        id="phone"
        label="Telefoonnummer"
        type="tel"
        width="middle"
        isOptional
        value="06-123"
        onInput={nothing}
        error="Vul een telefoonnummer in van tien cijfers"
      />
      <TextField label="Personeelsnummer" width="short" value="100231" onInput={nothing} disabled />
      <TextArea
        label="Je vraag"
        hint="Noem geen burgerservicenummer en geen gegevens over je gezondheid."
        value={question}
        onInput={setQuestion}
        maxLength={130}
        isKept
      />
      <TextArea
        label="Toelichting"
        value={"Te lang ".repeat(4)}
        onInput={nothing}
        maxLength={20}
        error="Maak de tekst korter"
      />
      <SpokenTextBox
        label="Antwoord om voor te lezen"
        value="Ja, dat kan. U kunt ouderschapsverlof opnemen tot uw dochter acht jaar is. Vraag het minstens twee maanden van tevoren aan."
        onInput={nothing}
      />
    </Shown>
  );
}

function Choices() {
  const [desk, setDesk] = useState<"salaris" | "verlof">();
  const [channel, setChannel] = useState<"mail" | "bel">();
  const [kinds, setKinds] = useState<readonly ("brief" | "formulier" | "oud")[]>(["brief"]);
  const [isOn, setIsOn] = useState(true);
  const ways = [
    { value: "mail", text: "Per mail", hint: "Binnen twee werkdagen" },
    { value: "bel", text: "Bel mij terug" },
  ] as const;
  return (
    <Shown title="Keuzes">
      <Select
        label="Team"
        options={[
          { value: "salaris", text: "Salaris" },
          { value: "verlof", text: "Verlof en verzuim" },
        ]}
        value={desk}
        onChange={setDesk}
      />
      <Select
        label="Kantoor"
        options={[{ value: "noord", text: "Noord" }]}
        value="noord"
        onChange={nothing}
        disabled
      />
      <RadioGroup label="Hoe wil je antwoord krijgen?" options={ways} value={channel} onChange={setChannel} />
      <RadioGroup
        id="gallery-channel"
        label="Hoe wil je antwoord krijgen? "
        options={ways}
        value={undefined}
        onChange={nothing}
        error="Kies hoe je antwoord wilt krijgen"
        isInRow
      />
      <CheckboxGroup
        label="Wat stuur je mee?"
        isOptional
        options={[
          { value: "brief", text: "De brief die ik kreeg" },
          { value: "formulier", text: "Een ingevuld formulier" },
          { value: "oud", text: "Een eerdere vraag", disabled: true },
        ]}
        values={kinds}
        onChange={setKinds}
      />
      <Checkbox id="gallery-agree" text="Dit gaat over iemand anders" isOn={isOn} onChange={setIsOn} />
    </Shown>
  );
}

function People() {
  const [person, setPerson] = useState<SamplePerson>();
  return (
    <Shown title="Personen zoeken">
      <Combobox
        id="gallery-person"
        label="Wie belt er?"
        hint="Naam of personeelsnummer"
        find={async (text) =>
          people.filter(({ name, number }) => `${name} ${number}`.toLowerCase().includes(text.toLowerCase()))
        }
        textOf={({ name }) => name}
        keyOf={({ personId }) => personId}
        show={({ name, unit, number }) => (
          <>
            <strong>{name}</strong>
            <br />
            <span class="small quiet">
              {unit} · {number}
            </span>
          </>
        )}
        onChoose={setPerson}
      />
      <p role="status">{person ? `Gekozen: ${person.name}` : "Nog niemand gekozen"}</p>
    </Shown>
  );
}

const Messages = () => (
  <Shown title="Meldingen">
    <Alert tone="ok" title="Je vraag is verstuurd" isQuiet>
      <p>Je krijgt uiterlijk woensdag 25 november antwoord.</p>
    </Alert>
    <Alert tone="info" isQuiet>
      <p>Op vrijdag 27 november is het loket tot 12:00 uur open.</p>
    </Alert>
    <Alert tone="warning" title="Dit lijkt op een burgerservicenummer" isQuiet>
      <p>We hebben het niet nodig. Haal het weg, dan staat het nergens.</p>
    </Alert>
    <Alert tone="error" title="De vraag is niet verstuurd" isQuiet>
      <p>Wat je typte, staat er nog.</p>
    </Alert>
    {noes.map((no) => (
      <NoAlert key={no.is} no={no} onRetry={nothing} />
    ))}
    <Toast onUndo={nothing} undoKeys="z">
      Vraag beantwoord en afgesloten
    </Toast>
    <Toast onClose={nothing}>Gesprek vastgelegd</Toast>
    <NewsPill text="3 nieuwe vragen" onShow={nothing} keys="n" />
  </Shown>
);

const Questions = () => (
  <Shown title="Lijsten en kaarten">
    <SectionNav
      label="Soorten vragen"
      sections={[
        { to: "/galerij", text: "Open", count: 3, isCurrent: true },
        { to: "/galerij?klaar", text: "Afgerond", count: 12, isCurrent: false },
      ]}
    />
    <RowList
      label="Mijn vragen"
      rows={[
        {
          key: "a",
          to: "/galerij?a",
          title: "Ouderschapsverlof tot mijn dochter acht is",
          text: "Het team Verlof schrijft een antwoord. Je krijgt het voor woensdag 14:00 uur.",
          facts: (
            <>
              <Reference reference="2601234567" />
              <Time at={new Date(now() - 7_200_000).toISOString()} as="relative" />
            </>
          ),
          aside: <Badge tone="info">In behandeling</Badge>,
          isCurrent: true,
        },
        {
          key: "b",
          to: "/galerij?b",
          title: "Reiskosten van oktober kloppen niet",
          text: "We wachten op jouw antwoord.",
          facts: <Time at={new Date(now() - 90_000_000).toISOString()} as="relative" />,
          aside: <Badge tone="warning">Wacht op jou</Badge>,
        },
        {
          key: "c",
          to: "/galerij?c",
          title: "Hoe regel ik mijn pensioen bij deeltijd?",
          text: "Beantwoord op 12 november.",
          aside: <Badge tone="ok">Beantwoord</Badge>,
        },
      ]}
    />
    <LoadMore shown={25} hasMore onMore={nothing} />
    <LoadMore shown={3} hasMore isBusy onMore={nothing} />
    <div class="row">
      <Badge>Ontvangen</Badge>
      <Badge tone="info">In behandeling</Badge>
      <Badge tone="ok">Beantwoord</Badge>
      <Badge tone="warning">Wacht op jou</Badge>
      <Badge tone="error">Te laat</Badge>
    </div>
    <Card title="Je vraag is verstuurd" aside={<Badge tone="ok">Verstuurd</Badge>}>
      <p>
        Kenmerk: <Reference reference="2601234567" canCopy />
      </p>
      <p>
        Het loket leest je vraag vandaag nog. Je krijgt antwoord voor{" "}
        <Time at={new Date(now() + 172_800_000).toISOString()} />.
      </p>
    </Card>
  </Shown>
);

const Answers = () => (
  <Shown title="Antwoorden">
    <Card title="Ouderschapsverlof" level={3}>
      <Markup blocks={answer} level={4} />
    </Card>
    <Disclosure summary="Waarom ligt mijn vraag bij dit team?" isOpen>
      <p>Je koos het onderwerp Ouderschapsverlof. Dat begint bij het team Verlof.</p>
    </Disclosure>
    <Disclosure summary="Wie heeft mijn vraag gelezen?">
      <p>Niemand.</p>
    </Disclosure>
  </Shown>
);

const Clocks = () => (
  <Shown title="Klokken">
    <dl class="gallery-clocks">
      {clocks(now()).map(({ name, clock }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd>
            <ClockChip clock={clock} />
          </dd>
        </Fragment>
      ))}
    </dl>
  </Shown>
);

const percent = new Intl.NumberFormat("nl-NL", { style: "percent" });
const decimal = new Intl.NumberFormat("nl-NL");

const Figures = () => (
  <Shown title="Tabellen">
    <Table
      caption="Vragen en op tijd beantwoord, per week"
      rowKey={({ week }) => week}
      rows={figures}
      columns={[
        { key: "week", text: "Week", cell: ({ week }) => week },
        { key: "asked", text: "Gesteld", cell: ({ asked }) => asked, isNumber: true },
        {
          key: "inTime",
          text: "Op tijd beantwoord",
          cell: ({ inTime }) => percent.format(inTime),
          isNumber: true,
        },
        {
          key: "hours",
          text: "Werkuren tot antwoord",
          cell: ({ hours }) => decimal.format(hours),
          isNumber: true,
        },
      ]}
    />
  </Shown>
);

const Charts = () => (
  <Shown title="Grafieken">
    {charts.map(({ title, sentence, drawing }) => (
      <Chart key={title} title={title} sentence={sentence} drawing={drawing} />
    ))}
    <Chart title="Zonder cijfers" sentence="In deze periode liep geen termijn af." />
  </Shown>
);

const Waiting = () => (
  <Shown title="Wachten en leeg">
    <Skeleton />
    <Progress label="Cijfers opnieuw tellen" value={320} max={1000} />
    <Empty title="Je hebt nog geen vragen gesteld">
      <p>Stel je eerste vraag, dan zie je hier wat ermee gebeurt.</p>
      <Link to="/galerij" look="primary">
        Stel je vraag
      </Link>
    </Empty>
  </Shown>
);
