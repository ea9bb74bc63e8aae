/** Files of a project, by path. */
export type ProjectFiles = Readonly<Record<string, string>>;

const layoutStyle = "main { padding: 24px; }\n";

/** The page as an app of ours. */
export const oursFiles: ProjectFiles = {
  "app/layout.tsx": `import type { ReactNode } from "react";
import "./page.css";

export default function Layout({ children }: { readonly children: ReactNode }) {
  return <main>{children}</main>;
}
`,
  "app/page.css": layoutStyle,
  "app/pages/index.tsx": `import { bindable, event, State } from "rowx";
import { Button, Group, TextInput, Title } from "rowx/components";
import { useServerState } from "rowx/react";
import { z } from "zod";

export class Counter extends State {
  count = 0;
  note = bindable(z.string().max(100), "");

  get label() {
    return \`Label 0 \${this.count}\`;
  }

  add = event(() => {
    this.count += 1;
  });
}

export default function Page() {
  const state = useServerState(Counter);
  return (
    <>
      <Title order={1}>{state.label}</Title>
      <Title order={2}>Words 0</Title>
      <Group>
        <TextInput label="Note" {...state.bind("note")} />
        <Button onClick={state.add}>Add</Button>
      </Group>
    </>
  );
}
`,
};

/** The same page by hand, its state in the browser. */
export const peerFiles: ProjectFiles = {
  "next.config.mjs": `export default {
  reactStrictMode: true,
  devIndicators: false,
  agentRules: false,
  experimental: { agentUpgrade: false, optimizePackageImports: ["@mantine/core", "@mantine/hooks"] },
  turbopack: { root: "ROOT" },
  outputFileTracingRoot: "ROOT",
};
`,
  "app/page.css": layoutStyle,
  "app/layout.jsx": `import { ColorSchemeScript, MantineProvider } from "@mantine/core";
import "@mantine/core/styles.css";
import "./page.css";

export const metadata = { title: "By hand", icons: { icon: "data:," } };

export default function Layout({ children }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <ColorSchemeScript />
      </head>
      <body>
        <MantineProvider>
          <main>{children}</main>
        </MantineProvider>
      </body>
    </html>
  );
}
`,
  "app/page.jsx": `"use client";
import { Button, Group, TextInput, Title } from "@mantine/core";
import { useState } from "react";

export default function Page() {
  const [count, setCount] = useState(0);
  const [note, setNote] = useState("");
  return (
    <>
      <Title order={1}>{\`Label 0 \${count}\`}</Title>
      <Title order={2}>Words 0</Title>
      <Group>
        <TextInput label="Note" value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button onClick={() => setCount(count + 1)}>Add</Button>
      </Group>
    </>
  );
}
`,
};
