import { useCombobox } from "downshift";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Field, type FieldText } from "./field.tsx";

const pauseMs = 150;

/**
 * One of many, found while typing: people above all. `find` is asked when typing pauses; only its newest answer counts.
 */
export function Combobox<T>({
  find,
  textOf,
  show = textOf,
  keyOf,
  onChoose,
  fromLength = 2,
  inputRef,
  isFirstReady = false,
  ...field
}: FieldText & {
  find: (text: string) => Promise<readonly T[]>;
  textOf: (item: T) => string;
  show?: (item: T) => ComponentChildren;
  keyOf: (item: T) => string;
  onChoose: (item: T | undefined) => void;
  fromLength?: number;
  inputRef?: { current: HTMLInputElement | null };
  /** Enter chooses the first that is found, without going to it. */
  isFirstReady?: boolean;
}) {
  const t = useTexts(common);
  const [text, setText] = useState("");
  const { items, isBusy } = useFound(find, text, fromLength);
  const box = useCombobox<T>({
    items: items as T[],
    itemToString: (item) => (item ? textOf(item) : ""),
    itemToKey: (item) => item && keyOf(item),
    ...(isFirstReady && { defaultHighlightedIndex: 0 }),
    onInputValueChange: ({ inputValue, selectedItem }) => {
      const isChosen = selectedItem && textOf(selectedItem) === inputValue;
      setText(isChosen ? "" : inputValue);
    },
    onSelectedItemChange: ({ selectedItem }) => onChoose(selectedItem ?? undefined),
    // What is said of it is said in our own words below.
    getA11yStatusMessage: () => "",
  });
  const typed = text.trim();
  const isShort = typed.length > 0 && typed.length < fromLength;
  const isShown = box.isOpen && typed.length >= fromLength;
  const status = !box.isOpen
    ? ""
    : isShort
      ? t.typeMore(fromLength - typed.length)
      : isBusy
        ? t.searching
        : isShown
          ? items.length === 0
            ? t.noneFound
            : t.found(items.length)
          : "";
  return (
    <Field field={field}>
      {(wiring) => (
        <div class="combobox">
          <input
            {...(box.getInputProps({
              ...wiring,
              "aria-labelledby": undefined,
              ref: (element: HTMLInputElement | null) => {
                if (inputRef) inputRef.current = element;
              },
            }) as JSX.IntrinsicElements["input"])}
            class="control"
            autoComplete="off"
            spellcheck={false}
          />
          <ul
            {...(box.getMenuProps({ "aria-label": field.label, "aria-labelledby": undefined }) as object)}
            class="combobox-list"
            hidden={!isShown || items.length === 0}
          >
            {isShown &&
              items.map((item, index) => (
                <li
                  {...(box.getItemProps({ item, index }) as object)}
                  key={keyOf(item)}
                  class={index === box.highlightedIndex ? "combobox-item combobox-here" : "combobox-item"}
                >
                  {show(item)}
                </li>
              ))}
          </ul>
          <p class="field-hint small combobox-status" role="status">
            {status}
          </p>
        </div>
      )}
    </Field>
  );
}

function useFound<T>(find: (text: string) => Promise<readonly T[]>, text: string, fromLength: number) {
  const [found, setFound] = useState<{ for: string; items: readonly T[] }>({ for: "", items: [] });
  const latestFind = useRef(find);
  latestFind.current = find;
  const wanted = text.trim().length < fromLength ? "" : text.trim();
  useEffect(() => {
    if (wanted === "") return;
    let isNewest = true;
    const timer = setTimeout(async () => {
      const items = await latestFind.current(wanted);
      if (isNewest) setFound({ for: wanted, items });
    }, pauseMs);
    return () => {
      isNewest = false;
      clearTimeout(timer);
    };
  }, [wanted]);
  return {
    items: wanted === "" ? [] : found.items,
    isBusy: wanted !== "" && found.for !== wanted,
  };
}
