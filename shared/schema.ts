import * as z from "zod/mini";

// Parts that many schemas are made of. The small form of zod has checks where the other has methods.

export const someText = () => z.string().check(z.minLength(1));
export const someOf = <T extends z.core.SomeType>(item: T) => z.array(item).check(z.minLength(1));
export const positiveInt = () => z.int().check(z.positive());
export const intFrom = (least: number, most?: number) =>
  z.int().check(z.gte(least), ...(most === undefined ? [] : [z.lte(most)]));

/** The values of an enumeration, save some. */
export const allBut = <T extends string, L extends T>(
  all: { readonly options: readonly T[] },
  ...left: readonly L[]
) => z.enum(all.options.filter((value): value is Exclude<T, L> => !left.some((one) => one === value)));
