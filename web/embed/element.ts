type Given = {
  class?: string;
  id?: string;
  text?: string;
  on?: () => void;
  set?: Record<string, string>;
};

/** An element with what it says, does and holds. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  { class: name, id, text, on, set = {} }: Given = {},
  ...children: readonly (Node | string | false | undefined)[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (id) made.id = id;
  if (text !== undefined) made.textContent = text;
  if (on) made.addEventListener("click", on);
  for (const [attribute, value] of Object.entries(set)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== undefined && child !== false));
  return made;
}

export const button = (text: string, on: () => void, look = "") =>
  element("button", { text, on, class: look, set: { type: "button" } });
