import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin, type Rolldown } from "vite";

const root = fileURLToPath(new URL("web", import.meta.url));

/** In kB of 1000 bytes, as the network carries them, gzipped: the page, its code and its styles; the font apart. */
const largest = {
  "embed/personeelsloket-vraag.ts": 15,
  "employee/ask.tsx": 40,
  "desk/desk.tsx": 60,
};

export default defineConfig(({ mode, command }) => {
  const isEmbed = mode === "embed";
  // Whatever it is built from (a test, a synth): what comes out is what is deployed.
  if (command === "build") process.env.NODE_ENV = "production";
  return {
    root,
    // What is served stands in one place: the page loads nothing from elsewhere and holds no code or style itself.
    base: "/",
    appType: "spa",
    publicDir: isEmbed ? false : "public",
    resolve: { alias: { react: "preact/compat", "react-dom": "preact/compat" } },
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    build: {
      outDir: "dist",
      emptyOutDir: !isEmbed,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      cssTarget: ["chrome123", "firefox128", "safari18"],
      target: "es2023",
      reportCompressedSize: false,
      ...(isEmbed && {
        rolldownOptions: {
          input: join(root, "embed/personeelsloket-vraag.ts"),
          output: { entryFileNames: "embed/[name].js", codeSplitting: false },
        },
      }),
    },
    plugins: [themeLast(), sizes({ isHeld: mode !== "gallery" })],
    // `npm start` serves the API; the pages come from here with every change at once.
    server: {
      port: 5173,
      strictPort: true,
      proxy: Object.fromEntries(
        ["^/v1/", "^/session(?:$|[/?])"].map((path) => [
          path,
          { target: process.env.HELPDESK ?? "http://localhost:3000", changeOrigin: false },
        ]),
      ),
    },
  };
});

/** The organisation's own values stand after ours. */
function themeLast(): Plugin {
  return {
    name: "theme-last",
    transformIndexHtml: {
      order: "post",
      handler: (html) => html.replace("</head>", '  <link rel="stylesheet" href="/thema.css">\n  </head>'),
    },
  };
}

/** What a first visit has to fetch before it can show a part; too much of it fails the build. */
function sizes({ isHeld }: { isHeld: boolean }): Plugin {
  return {
    name: "sizes",
    apply: "build",
    writeBundle(_, bundle) {
      const tooLarge: string[] = [];
      for (const [part, kilobytes] of Object.entries(largest)) {
        const first = firstFiles(bundle, part);
        if (!first) continue;
        const size = first.reduce((sum, file) => sum + gzipSync(contentOf(bundle[file])).length, 0) / 1000;
        this.info(`${part}: ${size.toFixed(1)} kB of ${kilobytes}`);
        if (size > kilobytes) tooLarge.push(`${part}: ${size.toFixed(1)} kB, at most ${kilobytes}`);
      }
      if (isHeld && tooLarge.length > 0) this.error(`too large for a first visit:\n${tooLarge.join("\n")}`);
    },
  };
}

function firstFiles(bundle: Rolldown.OutputBundle, part: string): string[] | undefined {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  const own = chunks.find(({ facadeModuleId }) => facadeModuleId === join(root, part));
  if (!own) return undefined;
  const entry = chunks.find(({ isEntry }) => isEntry);
  const files = new Set(bundle["index.html"] ? ["index.html"] : []);
  const add = (chunk: Rolldown.OutputChunk) => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === "chunk") add(next);
    }
  };
  if (entry) add(entry);
  add(own);
  return [...files];
}

const contentOf = (file: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string | Uint8Array =>
  !file ? "" : file.type === "chunk" ? file.code : file.source;
