import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CompiledApp } from "../compile-app.ts";
import { writtenPath } from "../emit/written-path.ts";
import { packagePath } from "./package-path.ts";
import type { WebOptions } from "./web-options.ts";

/** `app/layout.jsx`, `app/color-scheme.jsx` and `app/root.jsx`: the document, and what stands around every page. */
export function rootTexts(app: CompiledApp, options: WebOptions): readonly (readonly [path: string, text: string])[] {
  return [
    ["app/layout.jsx", documentText(options)],
    ["app/color-scheme.jsx", colorSchemeText(options)],
    ["app/root.jsx", rootText(app, options)],
  ];
}

/** Sets light or dark before anything is painted; a client component, since Mantine is not made for Next's server side. */
function colorSchemeText({ theme }: WebOptions): string {
  return `"use client";
import { ColorSchemeScript } from "rowx/components";

export default function ColorScheme() {
  return <ColorSchemeScript defaultColorScheme=${JSON.stringify(theme.colorScheme)} />;
}
`;
}

function documentText({ name, root }: WebOptions): string {
  // Without one, browsers ask for /favicon.ico and note an error.
  const icons = existsSync(join(root, "public", "favicon.ico")) ? {} : { icons: { icon: "data:," } };
  return `import ColorScheme from "./color-scheme.jsx";
import Root from "./root.jsx";

export const metadata = ${JSON.stringify({ title: name, ...icons })};

export default function Document({ children }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <ColorScheme />
      </head>
      <body>
        <Root>{children}</Root>
      </body>
    </html>
  );
}
`;
}

function rootText(app: CompiledApp, options: WebOptions): string {
  const { theme, build, mode } = options;
  const from = (path: string): string => JSON.stringify(packagePath(options, "app/root.jsx", path));
  const routes = app.pages.map(({ route }) => route).filter((route) => route !== "/404");
  const isDev = mode.type === "dev";
  const wrapped =
    app.layout === undefined
      ? "{children}"
      : `<LayoutBoundary layout={Layout} states={${JSON.stringify(app.layoutStates)}}>{children}</LayoutBoundary>`;
  return `"use client";
import { usePathname, useRouter } from "next/navigation";
import { RxRoot } from ${from("client/next/RxRoot.js")};
import { RxProvider } from ${from("components/RxProvider/RxProvider.js")};
import { ClientToasts } from ${from("components/Toast/ClientToasts.js")};
${app.layout === undefined ? "" : `import { LayoutBoundary } from ${from("client/next/LayoutBoundary.js")};\nimport Layout from ${JSON.stringify(`../src/${writtenPath(app.layout)}`)};\n`}${isDev ? `import { DevOverlay } from ${from("client/next/DevOverlay.js")};\nimport { problems } from "./problems.js";\n` : ""}
const routes = ${JSON.stringify(routes)};

export default function Root({ children }) {
  return (
    <RxRoot build=${JSON.stringify(build)} routes={routes} router={useRouter()} path={usePathname()}>
      <RxProvider primaryColor=${JSON.stringify(theme.primaryColor)} colorScheme=${JSON.stringify(theme.colorScheme)}>
        ${wrapped}
        <ClientToasts />
      </RxProvider>
${isDev ? "      <DevOverlay problems={problems} />\n" : ""}    </RxRoot>
  );
}
`;
}
