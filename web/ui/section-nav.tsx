import "./surfaces.css";
import { Link } from "./link.tsx";

/** The parts of one page, each with an address of its own, so that "back" and a bookmark work. */
export function SectionNav({
  label,
  sections,
}: {
  label: string;
  sections: readonly { to: string; text: string; count?: number; isCurrent: boolean }[];
}) {
  return (
    <nav class="sections" aria-label={label}>
      <ul>
        {sections.map(({ to, text, count, isCurrent }) => (
          <li key={to}>
            <Link to={to} isCurrent={isCurrent}>
              {text}
              {count !== undefined && <span class="sections-count"> {count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
