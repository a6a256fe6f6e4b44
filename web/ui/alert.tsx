import "./surfaces.css";
import type { ComponentChildren } from "preact";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Icon, type IconName } from "./icon.tsx";

export type Tone = "info" | "ok" | "warning" | "error";

const icons: Record<Tone, IconName> = { info: "info", ok: "tick", warning: "warning", error: "stop" };

/**
 * `isQuiet`: it was there when the page came, so nobody has to be interrupted. Otherwise an error interrupts whoever
 * listens and the rest waits for its turn.
 */
export function Alert({
  tone,
  title,
  children,
  isQuiet = false,
}: {
  tone: Tone;
  title?: string;
  children?: ComponentChildren;
  isQuiet?: boolean;
}) {
  const t = useTexts(common);
  const role = isQuiet ? undefined : tone === "error" ? "alert" : "status";
  return (
    <div class={`alert alert-${tone}`} role={role}>
      <Icon name={icons[tone]} text={t[tone]} />
      <div class="alert-text">
        {title && <p class="alert-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
