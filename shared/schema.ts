import * as z from "zod/mini";

// Parts that many schemas are made of. Schemas are of `zod/mini`, which has checks where zod has methods, and takes
// less than half of zod's code into a function. One of several parts is made later, where it is first used, and left out
// of a bundle that never uses it.

/**
 * A schema that is made when it is first looked at, and is that schema in every way. Every function starts with all
 * of them, and uses a few: `z.lazy` makes a schema around each, which takes a third of what our own code needs to start.
 */
/* @__NO_SIDE_EFFECTS__ */
export function later<S extends z.core.$ZodType>(make: () => S): S {
  let made: S | undefined;
  const schema = (): S => {
    made ??= make();
    return made;
  };
  return new Proxy({} as S, {
    get: (_, name) => schema()[name as keyof S],
    has: (_, name) => name in schema(),
  });
}

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
