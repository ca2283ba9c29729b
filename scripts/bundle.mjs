// The bot in one piece, with the libraries that each start needs: reading a thousand small files is most of what a start
// takes. Plain JavaScript, since it runs before anything is compiled.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compiled for one machine, or started from a file of their own: they stay where they are installed. */
const APART =
  /^(sqlite3|@napi-rs\/canvas|pg|pino|pino-pretty|@keyv\/(redis|postgres)|zlib-sync|bufferutil|utf-8-validate)$/;
/** Loaded at the first feed or picture, from where they are installed. discord.js has an older undici of its own, which stays with it. */
const LATER = /^(undici|feedsmith|entities|iconv-lite|fontkit|ipaddr\.js)$/;
const LIBRARIES = 'libraries';

/**
 * Writes the bot into `folder`; the thread for documents, which is started from its file, beside it.
 *
 * @throws Error with code ERR_MODULE_NOT_FOUND where rolldown is not installed
 */
export async function bundleBot(root, folder) {
  const { build } = await import('rolldown');
  await build({
    cwd: root,
    input: { run: 'src/run.ts', 'document-worker': 'src/sources/feeds/document-worker.ts' },
    platform: 'node',
    // discord.js offers one to its shards, which nobody here uses.
    checks: { eval: false },
    external: (id, importer) =>
      APART.test(id) || (LATER.test(id) && importer !== undefined && !importer.includes('node_modules')),
    // discord.js would load it a second time, in its other form.
    resolve: { alias: { '@discordjs/rest': join(root, 'node_modules/@discordjs/rest/dist/index.js') } },
    output: {
      dir: folder,
      format: 'esm',
      sourcemap: true,
      // V8 keeps a file's text for as long as it runs, and with one letter outside of Latin in it, in twice the room.
      charset: 'ascii',
      comments: { legal: true, annotation: false, jsdoc: false },
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      codeSplitting: { groups: [{ name: LIBRARIES, test: /node_modules/ }] },
    },
  });
  lighten(folder);
}

/**
 * Node reads a map as soon as it reads its file: what the sources say stands in the sources, and of the libraries, whose map
 * alone would take fifty megabytes, a stack trace tells the function and the line of this file.
 */
function lighten(folder) {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.js.map'))) {
    const map = join(folder, name);
    if (name === `${LIBRARIES}.js.map`) {
      rmSync(map);
      const code = join(folder, `${LIBRARIES}.js`);
      writeFileSync(code, readFileSync(code, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
    } else {
      const { sourcesContent: _, ...rest } = JSON.parse(readFileSync(map, 'utf8'));
      writeFileSync(map, JSON.stringify(rest));
    }
  }
}
