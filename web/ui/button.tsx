import "./controls.css";
import type { ComponentChildren, Ref } from "preact";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { KeyHint } from "./key-hint.tsx";

type Look = "primary" | "secondary" | "subtle" | "danger";

export type ButtonProps = {
  children: ComponentChildren;
  look?: Look;
  onClick?: (() => void) | undefined;
  type?: "button" | "submit";
  /** As registered; shown beside the text. */
  keys?: string | undefined;
  /** It is being done: the button keeps its place and its focus, and does nothing. */
  isBusy?: boolean;
  disabled?: boolean;
  /** Where the text alone does not say what it is for. */
  label?: string;
  isPressed?: boolean;
  isSmall?: boolean;
  describedBy?: string;
  buttonRef?: Ref<HTMLButtonElement>;
};

export function Button(props: ButtonProps) {
  const { children, look = "secondary", type = "button", keys, isBusy = false, onClick } = props;
  const t = useTexts(common);
  return (
    <button
      ref={props.buttonRef}
      type={type}
      class={`button button-${look} ${props.isSmall ? "button-small" : ""}`}
      disabled={props.disabled}
      aria-disabled={isBusy || undefined}
      aria-label={props.label}
      aria-pressed={props.isPressed}
      aria-describedby={props.describedBy}
      aria-keyshortcuts={keys && ariaKeys(keys)}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.();
      }}
    >
      {isBusy && <span class="button-busy" aria-hidden="true" />}
      <span>{children}</span>
      {isBusy && <span class="only-read-aloud">{t.busy}</span>}
      {keys && <KeyHint keys={keys} />}
    </button>
  );
}

const ariaKeys = (keys: string) =>
  keys
    .split("+")
    .map(
      (key) =>
        ({ ctrl: "Control", shift: "Shift", enter: "Enter", escape: "Escape" })[key] ?? key.toUpperCase(),
    )
    .join("+");
