// The bot in one file, with the libraries that every start needs: reading a thousand small files takes most of the time
// of a start. Plain JavaScript, since it runs before anything is compiled.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Built for one kind of machine, or started from a file of their own: they stay in node_modules. */
const APART =
  /^(sqlite3|@napi-rs\/canvas|pg|pino|pino-pretty|@keyv\/(redis|postgres)|zlib-sync|bufferutil|utf-8-validate)$/;
/**
 * Loaded from node_modules at the first feed or picture. discord.js has an older undici of its own, which is bundled.
 */
const LATER = /^(undici|feedsmith|entities|iconv-lite|fontkit|ipaddr\.js)$/;
/** Each thread is started from a file of its own, which lies beside the one that starts it. */
const THREADS = {
  'document-worker': 'src/sources/documents/document-worker.ts',
  'signs-worker': 'src/pictures/drawing/signs-worker.ts',
};
const LIBRARIES = 'libraries';
/** Only for /metrics and /healthz, which most bots do not serve: they stay with the file that is loaded for these. */
const FOR_SERVING = /node_modules\/(prom-client|@opentelemetry|tdigest|bintrees|hono|@hono)\//;
/**
 * In pieces of this size: to compile 3.5 MB at once takes fifteen megabytes, and the C library gives hardly any of them
 * back to the machine.
 */
const PIECE_CHARACTERS = 400_000;

/**
 * Writes the bundle into `folder`, and next to it the files of its threads.
 *
 * @throws Error with code ERR_MODULE_NOT_FOUND where rolldown is not installed
 */
export async function bundleBot(root, folder) {
  const { build } = await import('rolldown');
  await build({
    cwd: root,
    input: { run: 'src/run.ts', ...THREADS },
    platform: 'node',
    // discord.js has an eval for its own sharding, which the bot does not use.
    checks: { eval: false },
    external: (id, importer) =>
      APART.test(id) || (LATER.test(id) && importer !== undefined && !importer.includes('node_modules')),
    // Otherwise discord.js would load it a second time, as CommonJS.
    resolve: { alias: { '@discordjs/rest': join(root, 'node_modules/@discordjs/rest/dist/index.js') } },
    plugins: [oneUndici(root)],
    output: {
      dir: folder,
      // V8 gives out what it compiled of a script, and Node 20 of no module.
      format: 'cjs',
      sourcemap: true,
      // V8 keeps the text of a file in memory, at twice the size if it has a single character outside Latin-1.
      charset: 'ascii',
      comments: { legal: true, annotation: false, jsdoc: false },
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: { groups: [{ name: LIBRARIES, test: isForEveryStart, maxSize: PIECE_CHARACTERS }] },
    },
  });
  lighten(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'commonjs' }));
}

function isForEveryStart(file) {
  return file.includes('node_modules') && !FOR_SERVING.test(file);
}

/** discord.js and @discordjs/rest may each have an undici of their own: where it is the same version, one is enough. */
function oneUndici(root) {
  const [own, other] = ['@discordjs/rest', 'discord.js'].map((library) => {
    const { resolve } = createRequire(join(root, 'node_modules', library, 'package.json'));
    return {
      file: resolve('undici'),
      version: JSON.parse(readFileSync(resolve('undici/package.json'), 'utf8')).version,
    };
  });
  return {
    name: 'one-undici',
    resolveId: (id, importer) =>
      id === 'undici' && own.version === other.version && importer?.includes('node_modules/discord.js/')
        ? own.file
        : undefined,
  };
}

/**
 * Makes the source maps smaller, since Node reads them together with the files. The text of the sources is left out, as
 * the sources are there; the map of the libraries, of fifty megabytes, is dropped: a stack trace then names the
 * function and the line in the bundle.
 */
function lighten(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js.map'))) {
    const map = join(folder, name);
    if (name.startsWith(LIBRARIES)) {
      rmSync(map);
      const code = map.slice(0, -'.map'.length);
      writeFileSync(code, readFileSync(code, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
    } else {
      const { sourcesContent: _, ...rest } = JSON.parse(readFileSync(map, 'utf8'));
      writeFileSync(map, JSON.stringify(rest));
    }
  }
}
