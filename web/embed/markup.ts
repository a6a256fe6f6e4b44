import { type Block, type Inline, parseMarkup } from "../../shared/faq/markup.ts";
import { element } from "./element.ts";

/** An answer as elements. */
export const shownMarkup = (text: string): HTMLElement[] => parseMarkup(text).map(shown);

function shown(block: Block): HTMLElement {
  switch (block.is) {
    case "paragraph":
      return element("p", {}, ...words(block.inside));
    case "heading":
      return element("h4", {}, ...words(block.inside));
    case "bullets":
      return element("ul", {}, ...items(block.items));
    case "numbers":
      return element("ol", { set: { start: String(block.from) } }, ...items(block.items));
  }
}

const items = (all: readonly Inline[][]) => all.map((inside) => element("li", {}, ...words(inside)));

const words = (inside: readonly Inline[]): (Node | string)[] =>
  inside.map((part) => {
    if (part.is === "text") return part.text;
    if (part.is === "strong") return element("strong", {}, ...words(part.inside));
    return link(part.to, part.text);
  });

export const link = (to: string, text: string) =>
  element("a", { text, set: { href: to, rel: "noreferrer" } });
