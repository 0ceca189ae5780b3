import { expect, it } from "vitest";
import { messageOf } from "./steps";

it("says why a name with several addresses could not be reached, which the error itself does not", () => {
  const refused = ["::1", "127.0.0.1"].map((address) => new Error(`connect ECONNREFUSED ${address}:5432`));
  expect(messageOf(Object.assign(new AggregateError(refused, "none"), { message: "" }))).toBe(
    "connect ECONNREFUSED ::1:5432; connect ECONNREFUSED 127.0.0.1:5432",
  );
  expect([messageOf(new Error("no")), messageOf("odd")]).toEqual(["no", "odd"]);
});
