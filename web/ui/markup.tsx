import "./surfaces.css";
import type { Block, Inline } from "../../shared/faq/markup.ts";
import { Link } from "./link.tsx";

/** An answer as its editor wrote it: elements, never HTML. */
export function Markup({ blocks, level = 3 }: { blocks: readonly Block[]; level?: 2 | 3 | 4 }) {
  return (
    <div class="markup">
      {blocks.map((block, i) => (
        <Part key={i} block={block} level={level} />
      ))}
    </div>
  );
}

function Part({ block, level }: { block: Block; level: 2 | 3 | 4 }) {
  const Heading = `h${level}` as "h2" | "h3" | "h4";
  switch (block.is) {
    case "paragraph":
      return <p>{words(block.inside)}</p>;
    case "heading":
      return <Heading>{words(block.inside)}</Heading>;
    case "bullets":
      return <ul>{items(block.items)}</ul>;
    case "numbers":
      return <ol start={block.from}>{items(block.items)}</ol>;
  }
}

const items = (all: readonly Inline[][]) => all.map((item, i) => <li key={i}>{words(item)}</li>);

function words(inside: readonly Inline[]) {
  return inside.map((part, i) => {
    if (part.is === "text") return part.text;
    if (part.is === "strong") return <strong key={i}>{words(part.inside)}</strong>;
    return (
      <Link key={i} to={part.to}>
        {part.text}
      </Link>
    );
  });
}
