import { expect, test } from "vitest";
import { checkModels } from "./check-models.ts";
import { id } from "./columns/id.ts";
import { ref } from "./columns/ref.ts";
import { text } from "./columns/text.ts";
import { model } from "./define-model.ts";
import { columnInfoOf } from "./model-info.ts";
import { modelByName, nameModels, renewModels } from "./model-registry.ts";

test("a file that is loaded again gives new models, and one that is changed back its old ones", () => {
  const first = model("registry_rows", { id: id(), a: text() });
  expect(() => model("registry_rows", { id: id() })).toThrow(expect.objectContaining({ code: "MODEL_DUPLICATE" }));
  renewModels();
  const second = model("registry_rows", { id: id(), b: text() });
  expect([...(modelByName("registry_rows")?.columns.keys() ?? [])]).toEqual(["id", "b"]);
  expect(columnInfoOf(second.b)?.key).toBe("b");
  nameModels({ rows: first, other: 5 });
  expect(modelByName("registry_rows")?.exportName).toBe("rows");
  expect([...(modelByName("registry_rows")?.columns.keys() ?? [])]).toEqual(["id", "a"]);
});

test("tells at the start what a page would stumble over later", () => {
  expect(checkModels).not.toThrow();
  model("registry_wrong", { id: id(), otherId: ref("registry_missing") });
  expect(checkModels).toThrow(
    'Expected registry_wrong.otherId to point at the key of a model, found "registry_missing", which is no model.',
  );
});

test("refuses a table with two keys", () => {
  expect(() => model("registry_keys", { id: id(), code: text().primaryKey() })).toThrow(
    expect.objectContaining({ code: "MODEL_KEY_INVALID" }),
  );
});
