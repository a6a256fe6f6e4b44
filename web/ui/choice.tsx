import type { ComponentChildren } from "preact";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Field, FieldGroup, type FieldText } from "./field.tsx";

export type Option<V extends string> = { value: V; text: string; hint?: string; disabled?: boolean };

type Chosen<V extends string> = FieldText & {
  options: readonly Option<V>[];
  value: V | undefined;
  onChange: (value: V) => void;
  disabled?: boolean;
};

export function Select<V extends string>(props: Chosen<V>) {
  const t = useTexts(common);
  return (
    <Field field={props}>
      {(wiring) => (
        <select
          {...wiring}
          class="control control-middle"
          value={props.value ?? ""}
          disabled={props.disabled}
          onChange={(event) => props.onChange(event.currentTarget.value as V)}
        >
          {props.value === undefined && <option value="">{t.choose}</option>}
          {props.options.map(({ value, text, disabled }) => (
            <option key={value} value={value} disabled={disabled}>
              {text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

export function RadioGroup<V extends string>(props: Chosen<V> & { isInRow?: boolean }) {
  return (
    <FieldGroup field={props}>
      {({ id }) => (
        <div class={props.isInRow ? "choices choices-row" : "choices"}>
          {props.options.map((option, i) => (
            <Choice
              key={option.value}
              {...option}
              type="radio"
              name={id}
              id={i === 0 ? id : `${id}-${option.value}`}
              isOn={option.value === props.value}
              disabled={props.disabled || option.disabled}
              onChange={() => props.onChange(option.value)}
            />
          ))}
        </div>
      )}
    </FieldGroup>
  );
}

export function CheckboxGroup<V extends string>(
  props: FieldText & {
    options: readonly Option<V>[];
    values: readonly V[];
    onChange: (values: V[]) => void;
    disabled?: boolean;
  },
) {
  return (
    <FieldGroup field={props}>
      {({ id }) => (
        <div class="choices">
          {props.options.map((option, i) => (
            <Choice
              key={option.value}
              {...option}
              type="checkbox"
              name={option.value}
              id={i === 0 ? id : `${id}-${option.value}`}
              isOn={props.values.includes(option.value)}
              disabled={props.disabled || option.disabled}
              onChange={(isOn) =>
                props.onChange(
                  props.options
                    .map(({ value }) => value)
                    .filter((value) => (value === option.value ? isOn : props.values.includes(value))),
                )
              }
            />
          ))}
        </div>
      )}
    </FieldGroup>
  );
}

/** One yes or no. */
export function Checkbox(props: {
  id: string;
  text: string;
  hint?: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  disabled?: boolean;
}) {
  return <Choice type="checkbox" name={props.id} {...props} />;
}

function Choice(props: {
  type: "radio" | "checkbox";
  id: string;
  name: string;
  text: ComponentChildren;
  hint?: string;
  isOn: boolean;
  disabled?: boolean | undefined;
  onChange: (isOn: boolean) => void;
}) {
  const hintId = `${props.id}-says`;
  return (
    <div class="choice">
      <input
        type={props.type}
        id={props.id}
        name={props.name}
        checked={props.isOn}
        disabled={props.disabled}
        aria-describedby={props.hint && hintId}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      <label for={props.id}>{props.text}</label>
      {props.hint && (
        <p class="field-hint" id={hintId}>
          {props.hint}
        </p>
      )}
    </div>
  );
}
