import type { PulledModel, PulledSchema } from "../../orm/pull/pulled-model.ts";
import { toWords } from "../../orm/pull/to-words.ts";

/**
 * A page for every table, with the layout around them: files of an app by their paths.
 *
 * @param name the app's, on screen
 * @param write may rows be made, changed and deleted? Default: yes.
 */
export function printPages({ models }: PulledSchema, name: string, write = true): ReadonlyMap<string, string> {
  const routes = routesOf(models);
  const pages = models.map((model) => ({ model, route: routes.get(model.name) ?? "", title: titleOf(model) }));
  const files = new Map<string, string>();
  files.set("app/layout.tsx", printLayout(name, pages));
  files.set("app/pages/index.tsx", printHome(name, pages));
  for (const page of pages) files.set(`app/pages/${page.route}.tsx`, printPage(page, write));
  return files;
}

interface Page {
  readonly model: PulledModel;
  readonly route: string;
  readonly title: string;
}

/** The address of each model's page: its words with hyphens. */
function routesOf(models: readonly PulledModel[]): ReadonlyMap<string, string> {
  const taken = new Set(["index", "404"]);
  const routes = new Map<string, string>();
  for (const { name } of models) {
    const words = toWords(name).map((word) => word.normalize("NFKD").replaceAll(/[^a-z0-9]/g, ""));
    const wanted = words.filter((word) => word !== "").join("-") || "table";
    let route = wanted;
    for (let number = 2; taken.has(route); number++) route = `${wanted}-${number}`;
    taken.add(route);
    routes.set(name, route);
  }
  return routes;
}

function titleOf({ name }: PulledModel): string {
  const text = toWords(name).join(" ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function printLayout(name: string, pages: readonly Page[]): string {
  return `import type { ReactNode } from "react";
import { Shell } from "rowx/components";

const nav = [
  { to: "/", label: "Tables" },
${pages.map(({ route, title }) => `  { to: ${JSON.stringify(`/${route}`)}, label: ${JSON.stringify(title)} },`).join("\n")}
];

/** Around every page. */
export default function Layout({ children }: { children: ReactNode }) {
  return (
    <Shell name=${JSON.stringify(name)} nav={nav}>
      {children}
    </Shell>
  );
}
`;
}

function printHome(name: string, pages: readonly Page[]): string {
  return `import { Anchor, PageHeader, SimpleGrid } from "rowx/components";
import { Link } from "rowx/react";

const tables = [
${pages.map(({ route, title }) => `  { to: ${JSON.stringify(`/${route}`)}, title: ${JSON.stringify(title)} },`).join("\n")}
];

export default function HomePage() {
  return (
    <>
      <PageHeader title=${JSON.stringify(name)} note="The tables of the database" />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} px={24}>
        {tables.map(({ to, title }) => (
          <Anchor key={to} component={Link} href={to}>
            {title}
          </Anchor>
        ))}
      </SimpleGrid>
    </>
  );
}

export const page = { title: "Tables" };
`;
}

function printPage(page: Page, write: boolean): string {
  const { model } = page;
  const hasKey =
    model.constraints.some(({ type }) => type === "primaryKey") ||
    model.columns.some(
      ({ call, modifiers }) => call === "id" || modifiers.some(({ method }) => method === "primaryKey"),
    );
  if (!write) return printList(page, "Read only");
  return hasKey ? printCrud(page) : printList(page, "No primary key: read only");
}

function printCrud({ model: { name }, title }: Page): string {
  const state = stateName(name);
  return `import { crud } from "rowx";
import { CrudPage } from "rowx/components";
import { ${name} } from "../models.ts";

export class ${state} extends crud(${name}, { create: true, edit: true, remove: true }) {}

export default function ${state}Page() {
  return <CrudPage state={${state}} title=${JSON.stringify(title)} />;
}

export const page = { title: ${JSON.stringify(title)} };
`;
}

/** A page that only shows. */
function printList({ model: { name }, title }: Page, note: string): string {
  const state = stateName(name);
  return `import { State } from "rowx";
import { DataTable, PageHeader } from "rowx/components";
import { db } from "rowx/orm";
import { useServerState } from "rowx/react";
import { ${name} } from "../models.ts";

export class ${state} extends State {
  get rows() {
    return db.select().from(${name});
  }
}

export default function ${state}Page() {
  const state = useServerState(${state});
  return (
    <>
      <PageHeader title=${JSON.stringify(title)} note=${JSON.stringify(note)} />
      <DataTable rows={state.rows} fill />
    </>
  );
}

export const page = { title: ${JSON.stringify(title)} };
`;
}

/** The class of a model's page: its name with a capital, and never one that the file imports. */
function stateName(model: string): string {
  const name = model.charAt(0).toUpperCase() + model.slice(1);
  return ["State", "DataTable", "PageHeader", "CrudPage", "Map", "Set", "Object"].includes(name) ? `${name}Rows` : name;
}
