import "./controls.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";

/** What every field says of itself. Name the label as the person would: "Je vraag". */
export type FieldText = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  isOptional?: boolean;
  /** For an error summary to lead to; made where it is not given. */
  id?: string;
};

/** What ties the control to its label, hint and error. */
export type Wiring = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
  "aria-errormessage"?: string | undefined;
};

export function useWiring(field: FieldText, alsoDescribedBy?: string) {
  const made = useId();
  const id = field.id ?? made;
  const ids = { hint: `${id}-hint`, error: `${id}-error`, label: `${id}-label` };
  const described = [field.error && ids.error, field.hint && ids.hint, alsoDescribedBy]
    .filter(Boolean)
    .join(" ");
  const wiring: Wiring = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": field.error ? true : undefined,
  };
  return { wiring, ids };
}

/** Label, hint and error around one control. */
export function Field({
  field,
  children,
}: {
  field: FieldText & { alsoDescribedBy?: string };
  children: (wiring: Wiring) => ComponentChildren;
}) {
  const { wiring, ids } = useWiring(field, field.alsoDescribedBy);
  return (
    <div class={field.error ? "field field-wrong" : "field"}>
      <label class="field-label" for={wiring.id} id={ids.label}>
        {field.label}
        <Optional isOptional={field.isOptional} />
      </label>
      <Hint id={ids.hint} text={field.hint} />
      <Fault id={ids.error} text={field.error} />
      {children(wiring)}
    </div>
  );
}

/** A group of controls under one question. */
export function FieldGroup({
  field,
  children,
}: {
  field: FieldText;
  children: (group: { id: string }) => ComponentChildren;
}) {
  const { wiring, ids } = useWiring(field);
  return (
    <fieldset
      class={field.error ? "field field-wrong" : "field"}
      aria-describedby={wiring["aria-describedby"]}
    >
      <legend class="field-label">
        {field.label}
        <Optional isOptional={field.isOptional} />
      </legend>
      <Hint id={ids.hint} text={field.hint} />
      <Fault id={ids.error} text={field.error} />
      {children({ id: wiring.id })}
    </fieldset>
  );
}

function Optional({ isOptional }: { isOptional: boolean | undefined }) {
  const t = useTexts(common);
  return isOptional ? <span class="field-optional"> ({t.optional})</span> : null;
}

const Hint = ({ id, text }: { id: string; text: string | undefined }) =>
  text ? (
    <p class="field-hint" id={id}>
      {text}
    </p>
  ) : null;

function Fault({ id, text }: { id: string; text: string | undefined }) {
  const t = useTexts(common);
  return text ? (
    <p class="field-fault" id={id}>
      <span class="only-read-aloud">{t.errorPrefix}</span>
      {text}
    </p>
  ) : null;
}
