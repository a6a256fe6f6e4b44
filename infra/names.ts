/** `phone-logs` becomes `PhoneLogs`: what a thing is called in the template. */
export const pascal = (key: string) =>
  key
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
