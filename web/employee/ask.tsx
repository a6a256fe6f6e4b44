import "./ask.css";
import { useRef, useState } from "preact/hooks";
import { useLocation } from "wouter-preact";
import type { Asked } from "../../shared/contract/view.ts";
import { part } from "../part.tsx";
import { useTexts } from "../speech.tsx";
import { askTexts } from "../texts/employee.ts";
import { Button } from "../ui/button.tsx";
import { Empty } from "../ui/empty.tsx";
import { PageHeading } from "../ui/heading.tsx";
import { Asking } from "./asking.tsx";

const After = part<{ asked: Asked; onAnother: () => void }>(() =>
  import("./after.tsx").then(({ After }) => After),
);

type Ended = { is: "sent"; asked: Asked } | { is: "answered" };

/** From a question to its answer, or to a number and what happens next. */
export function Ask() {
  const t = useTexts(askTexts);
  const [ended, setEnded] = useState<Ended>();
  // Whoever goes back after an answer finds what they typed.
  const typed = useRef("");
  const [, go] = useLocation();
  // The next one goes on from nothing.
  const again = () => {
    go("/", { replace: true });
    setEnded(undefined);
  };
  if (ended?.is === "sent") return <After asked={ended.asked} onAnother={again} />;
  if (ended?.is === "answered") {
    return (
      <>
        <PageHeading>{t.thanks}</PageHeading>
        <Empty title={t.thanksText}>
          <Button onClick={again}>{t.backToQuestion}</Button>
        </Empty>
      </>
    );
  }
  return (
    <Asking
      before={typed.current}
      onAnswered={(text) => {
        typed.current = text;
        setEnded({ is: "answered" });
      }}
      onSent={(asked) => {
        typed.current = "";
        setEnded({ is: "sent", asked });
      }}
    />
  );
}
