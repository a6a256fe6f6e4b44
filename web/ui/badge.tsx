import "./surfaces.css";
import type { ComponentChildren } from "preact";
import type { Tone } from "./alert.tsx";

/** A state in a word or two; the colour only repeats it. */
export function Badge({
  tone = "neutral",
  children,
}: {
  tone?: Tone | "neutral";
  children: ComponentChildren;
}) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}
