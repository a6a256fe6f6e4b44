/** "26 0123 4567": the year, then two groups of four. The spaces do not break a line. */
export const groupedDigits = (reference: string): string =>
  reference.replace(/^(\d{2})(\d{4})(\d{4})$/, "$1\u00a0$2\u00a0$3");
