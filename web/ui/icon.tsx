const paths = {
  info: "M12 11v6M12 7.500v.01",
  tick: "M7 12.500l3.500 3.500L17 9",
  warning: "M12 7v6M12 16.500v.01",
  stop: "M8.500 8.500l7 7M15.500 8.500l-7 7",
};
export type IconName = keyof typeof paths;

/** A sign beside a text: `text` says the same to whoever does not see it. */
export function Icon({ name, text }: { name: IconName; text: string }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" role="img" aria-label={text}>
      {name === "warning" ? (
        <path d="M12 3L22 20.500H2z" class="icon-ground" />
      ) : (
        <circle cx="12" cy="12" r="10" class="icon-ground" />
      )}
      <path d={paths[name]} class="icon-line" />
    </svg>
  );
}
