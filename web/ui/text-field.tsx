import type { Ref } from "preact";
import { useId } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Field, type FieldText } from "./field.tsx";

type Typed = FieldText & {
  value: string;
  onInput: (value: string) => void;
  name?: string;
  disabled?: boolean;
};

type TextFieldProps = Typed & {
  type?: "text" | "search" | "email" | "tel" | "date" | "time";
  autoComplete?: string;
  inputMode?: "text" | "numeric" | "tel" | "email" | "search";
  width?: "short" | "middle" | "full";
  inputRef?: Ref<HTMLInputElement>;
};

export function TextField(props: TextFieldProps) {
  return (
    <Field field={props}>
      {(wiring) => (
        <input
          {...wiring}
          ref={props.inputRef}
          class={`control control-${props.width ?? "full"}`}
          type={props.type ?? "text"}
          name={props.name}
          value={props.value}
          disabled={props.disabled}
          autoComplete={props.autoComplete ?? "off"}
          inputMode={props.inputMode}
          onInput={(event) => props.onInput(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type TextAreaProps = Typed & {
  rows?: number;
  /** In characters. It is said when three quarters are used, and what is over is not cut off. */
  maxLength?: number;
  /** Says that what is typed survives a reload. */
  isKept?: boolean;
  /** While it is being sent: what is typed then would be lost. */
  isReadOnly?: boolean;
  areaRef?: Ref<HTMLTextAreaElement>;
  onKeyDown?: (event: KeyboardEvent) => void;
};

export function TextArea(props: TextAreaProps) {
  const t = useTexts(common);
  const countId = useId();
  const { maxLength, value } = props;
  const left = maxLength === undefined ? undefined : maxLength - value.length;
  const isCounted = left !== undefined && maxLength !== undefined && left < maxLength / 4;
  return (
    <Field field={{ ...props, ...(isCounted && { alsoDescribedBy: countId }) }}>
      {(wiring) => (
        <>
          <textarea
            {...wiring}
            ref={props.areaRef}
            class="control control-area"
            name={props.name}
            rows={props.rows ?? 5}
            value={value}
            disabled={props.disabled}
            readOnly={props.isReadOnly}
            onKeyDown={props.onKeyDown}
            onInput={(event) => props.onInput(event.currentTarget.value)}
          />
          {isCounted && (
            <p class={left < 0 ? "field-fault" : "field-hint"} id={countId} aria-live="polite">
              {left < 0 ? t.charactersOver(-left) : t.charactersLeft(left)}
            </p>
          )}
          {props.isKept && <p class="field-hint small">{t.draftKept}</p>}
        </>
      )}
    </Field>
  );
}

/** A text that an agent reads out to whoever is on the telephone: large, and theirs to change. */
export function SpokenTextBox(props: Omit<TextAreaProps, "rows">) {
  return (
    <div class="spoken">
      <TextArea {...props} rows={6} />
    </div>
  );
}
