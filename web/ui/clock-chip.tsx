import "./surfaces.css";
import type { LocalText } from "../../shared/text.ts";
import { useSpeech, useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Badge } from "./badge.tsx";
import { type ClockFacts, type ClockState, clockState } from "./clock-state.ts";
import { useNow } from "./time.tsx";
import { lengthIn } from "./times.ts";

const tones = {
  met: "ok",
  missed: "error",
  void: "neutral",
  paused: "neutral",
  running: "info",
  near: "warning",
  late: "error",
} as const;

/** How much time is left, with the sentence that explains it where there is room for it. */
export function ClockChip({ clock }: { clock: ClockFacts & { explanation?: LocalText } }) {
  const { language } = useSpeech();
  const t = useTexts(common);
  const state = clockState(clock, useNow());
  const words = state.is === "void" ? undefined : chipText(state, t);
  return (
    <span class="clock">
      {words && <Badge tone={tones[state.is]}>{words}</Badge>}
      {clock.explanation && <span class="clock-sentence">{clock.explanation[language]}</span>}
    </span>
  );
}

type Texts = ReturnType<(typeof common)["nl"]>;

function chipText(state: Exclude<ClockState, { is: "void" }>, t: Texts): string {
  if (!("milliseconds" in state)) {
    return { met: t.clockMet, missed: t.clockMissed, void: "", paused: t.clockPaused }[state.is];
  }
  const { unit, count } = lengthIn(state.milliseconds);
  const length = t[unit](count);
  return { running: t.clockRunning, near: t.clockNear, late: t.clockLate }[state.is](length);
}
