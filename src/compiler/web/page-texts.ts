import { routePlaceholder } from "../../protocol/route-placeholder.ts";
import type { CompiledPage } from "../compile-app.ts";
import { writtenPath } from "../emit/written-path.ts";
import { packagePath } from "./package-path.ts";
import type { WebOptions } from "./web-options.ts";

/** The two files of a page: what Next makes of it on the server side, and the component that opens and draws it. */
export function pageTexts(page: CompiledPage, options: WebOptions): readonly (readonly [path: string, text: string])[] {
  if (page.route === "/404") {
    return [
      ["app/not-found.jsx", serverText(page, "./not-found-client.jsx", options)],
      ["app/not-found-client.jsx", clientText(page, "app/not-found-client.jsx", options)],
    ];
  }
  const folder = page.route === "/" ? "app" : `app${page.route}`;
  return [
    [`${folder}/page.jsx`, serverText(page, "./client.jsx", options)],
    [`${folder}/client.jsx`, clientText(page, `${folder}/client.jsx`, options)],
  ];
}

function serverText({ route, title }: CompiledPage, client: string, { mode }: WebOptions): string {
  const parts = [...route.matchAll(/\[(\.\.\.)?(\w+)\]/g)];
  const params = Object.fromEntries(
    parts.map(([, rest, name = ""]) => [name, rest ? [routePlaceholder] : routePlaceholder]),
  );
  const isFixed = mode.type === "dev" || parts.length === 0;
  return `import Page from ${JSON.stringify(client)};
${title === undefined ? "" : `\nexport const metadata = { title: ${JSON.stringify(title)} };\n`}${
    isFixed
      ? ""
      : `\nexport const dynamicParams = false;\nexport const generateStaticParams = () => [${JSON.stringify(params)}];\n`
  }
export default function RxPage() {
  return <Page />;
}
`;
}

/** A component of its own, not a re-export: with one, Fast Refresh would load the whole page anew at every edit. */
function clientText({ route, file, states }: CompiledPage, path: string, options: WebOptions): string {
  const up = "../".repeat(path.split("/").length - 1);
  return `"use client";
import { usePathname } from "next/navigation";
import { PageBoundary } from ${JSON.stringify(packagePath(options, path, "client/next/PageBoundary.js"))};
import Page from ${JSON.stringify(`${up}src/${writtenPath(file)}`)};

const states = ${JSON.stringify(states)};

export default function RxPage() {
  return <PageBoundary route=${JSON.stringify(route)} states={states} path={usePathname()} page={Page} />;
}
`;
}
