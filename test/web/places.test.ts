import { expect, test } from "vitest";
import { placeAt, placesFor, startOf } from "../../web/places.ts";
import { scored } from "../../web/ui/search.ts";

test("everyone finds the places of their roles, and no others", () => {
  const names = (...roles: Parameters<typeof placesFor>[0]) => placesFor(roles).map(({ name }) => name);
  expect(names("employee")).toEqual(["ask", "myQuestions"]);
  expect(names("employee", "back-office")).toEqual(["ask", "myQuestions", "desk"]);
  expect(names("works-council")).toEqual(["reports"]);
  expect(names("editor")).toEqual(["answers"]);
  expect(names("administrator")).toEqual([]);
});

test("an address lies in the place that it begins with", () => {
  expect(placeAt("/")?.name).toBe("ask");
  expect(placeAt("/vragen")?.name).toBe("myQuestions");
  expect(placeAt("/vragen/tkt_1")?.name).toBe("myQuestions");
  expect(placeAt("/vragenlijst")).toBeUndefined();
  expect(placeAt("/galerij")).toBeUndefined();
});

test("whoever may not ask starts where they work", () => {
  expect(startOf(["employee", "front-office"])).toBe("/");
  expect(startOf(["service-manager"])).toBe("/rapporten");
});

test("an action is found by the beginnings of its words first, and by every word", () => {
  const items = ["geef door", "ga naar de deur", "antwoord"];
  const found = (text: string) => scored(items, text, (item) => item);
  expect(found("")).toEqual(items);
  expect(found("d")).toEqual(["geef door", "ga naar de deur", "antwoord"]);
  expect(found("ga de")).toEqual(["ga naar de deur"]);
  expect(scored(["naar de deur", "deur open"], "deur", (item) => item)).toEqual([
    "deur open",
    "naar de deur",
  ]);
  expect(found("x")).toEqual([]);
});
