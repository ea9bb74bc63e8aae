import type { Module, Unit } from "../syntax/module.ts";

/** Is this unit `const x = model(…)`, under whatever name it was imported? */
export function isModel(module: Module, unit: Unit): boolean {
  if (unit.node.type !== "VariableDeclarator" || unit.node.init?.type !== "CallExpression") return false;
  const { callee } = unit.node.init;
  const [name, member] =
    callee.type === "MemberExpression" && callee.object.type === "Identifier" && callee.property.type === "Identifier"
      ? [callee.object.name, callee.property.name]
      : [callee.type === "Identifier" ? callee.name : "", undefined];
  const binding = module.bindings.get(name);
  return binding?.source === "rowx/orm" && (member ?? binding.imported) === "model";
}
