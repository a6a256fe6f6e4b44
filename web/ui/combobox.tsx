import { useCombobox } from "downshift";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { fold } from "../../shared/text.ts";
import { useTexts } from "../speech.tsx";
import { common } from "../texts/common.ts";
import { Field, type FieldText } from "./field.tsx";

const pauseMs = 150;
const none: readonly never[] = [];

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
  begun = "",
  ...field
}: FieldText & {
  /** Nothing where it did not work. */
  find: (text: string) => Promise<readonly T[] | undefined>;
  textOf: (item: T) => string;
  show?: (item: T) => ComponentChildren;
  keyOf: (item: T) => string;
  onChoose: (item: T | undefined) => void;
  fromLength?: number;
  inputRef?: { current: HTMLInputElement | null };
  /** Enter chooses the first that is found, without going to it; pressed too soon, the only one once it is found. */
  isFirstReady?: boolean;
  /** What is typed in it to begin with. */
  begun?: string;
}) {
  const t = useTexts(common);
  const [text, setText] = useState(begun);
  const { found, isBusy, hasFailed } = useFound(find, text, fromLength);
  // What was found for other letters says nothing of these, but where it fits them, too.
  const items = isBusy ? found.filter((item) => fits(textOf(item), text)) : found;
  const chosen = useRef<T>();
  const choose = (item: T | undefined) => {
    if (item === chosen.current) return;
    chosen.current = item;
    onChoose(item);
  };
  const box = useCombobox<T>({
    items: items as T[],
    itemToString: (item) => (item ? textOf(item) : ""),
    itemToKey: (item) => item && keyOf(item),
    ...(begun !== "" && { initialInputValue: begun, initialIsOpen: true }),
    ...(isFirstReady && { defaultHighlightedIndex: 0 }),
    onInputValueChange: ({ inputValue, selectedItem }) => {
      if (selectedItem && textOf(selectedItem) === inputValue) setText("");
    },
    onSelectedItemChange: ({ selectedItem }) => choose(selectedItem ?? undefined),
    // What is said of it is said in our own words below.
    getA11yStatusMessage: () => "",
  });
  const enteredFor = useRef<string>();
  useLayoutEffect(() => {
    const only = found.length === 1 && !isBusy ? found[0] : undefined;
    if (only && isFirstReady && enteredFor.current === text) box.selectItem(only);
  }, [isBusy, found]);
  const onKeyDown = (event: KeyboardEvent & { preventDownshiftDefault?: boolean }) => {
    // The list closes, and nothing behind it.
    if (event.key === "Escape" && isShown) event.stopPropagation();
    const isTooSoon = event.key === "Enter" && isFirstReady && isBusy && items.length === 0;
    enteredFor.current = isTooSoon ? text : undefined;
    // At once: the list itself says it only after it has been drawn, and the next key may come before that.
    if (event.key === "Enter" && isShown && items[box.highlightedIndex]) choose(items[box.highlightedIndex]);
    if (!isTooSoon) return;
    event.preventDefault();
    event.preventDownshiftDefault = true;
  };
  const typed = text.trim();
  const isShort = typed.length > 0 && typed.length < fromLength;
  const isShown = box.isOpen && typed.length >= fromLength;
  const status = !box.isOpen
    ? ""
    : isShort
      ? t.typeMore(fromLength - typed.length)
      : isBusy
        ? t.searching
        : hasFailed
          ? t.findFailed
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
              onKeyDown,
              onInput: (event: InputEvent) => setText((event.currentTarget as HTMLInputElement).value),
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

/** Every word that was typed begins a word of it. */
function fits(name: string, typed: string): boolean {
  const words = fold(name).split(/\s+/);
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  return wanted.every((begin) => words.some((word) => word.startsWith(begin)));
}

function useFound<T>(
  find: (text: string) => Promise<readonly T[] | undefined>,
  text: string,
  fromLength: number,
) {
  const [found, setFound] = useState<{ for: string; items: readonly T[] | undefined }>({
    for: "",
    items: [],
  });
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
  const isNewest = wanted !== "" && found.for === wanted;
  return {
    found: (wanted === "" ? undefined : found.items) ?? none,
    isBusy: wanted !== "" && !isNewest,
    hasFailed: isNewest && found.items === undefined,
  };
}
