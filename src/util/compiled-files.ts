import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { constants, Script } from 'node:vm';

/** A folder of CommonJS files, of which the compiled code was kept beside them. */
export interface CompiledFiles {
  /** Runs one of the files, and what it requires of the others, each once. Gives what it exports. */
  run(name: string): unknown;
  /**
   * The code that V8 has compiled by now, of each file that was run. Written beside the file, as `compiledName`, it saves
   * the compiling next time.
   */
  compiled(): ReadonlyMap<string, Buffer>;
}

/** The name of the file with the compiled code of another one. */
export const compiledName = (name: string) => `${name}.compiled`;

const SEAL_BYTES = 32;

/**
 * Over all that compiled code is good for. V8 knows a text by its length alone, and a version by its number, which stays
 * the same where Node mends V8 without raising it; what it takes wrongly, it may crash over
 * (https://github.com/nodejs/node/issues/62781).
 */
function sealOf(text: Buffer, compiled: Buffer): Buffer {
  return createHash('sha256')
    .update(`${process.version} ${process.platform} ${process.arch} ${text.length}\n`)
    .update(text)
    .update(compiled)
    .digest();
}

/** What was kept of this text; undefined where it is of another text or another Node, or was not written whole. */
function keptOf(file: string, text: Buffer): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  const kept = readFileSync(file);
  const compiled = kept.subarray(SEAL_BYTES);
  return kept.subarray(0, SEAL_BYTES).equals(sealOf(text, compiled)) ? compiled : undefined;
}

/**
 * Compiling takes a third of a start, and V8 can keep what it made of a file. What it made of another text, in another
 * version of Node or with other options is passed over: the file is then compiled as if nothing were kept. The files have
 * one byte a letter. In stack traces a file is named by its folder's own name and its own.
 */
export function createCompiledFiles(folder: string): CompiledFiles {
  const outside = createRequire(join(folder, '-.js'));
  const scripts = new Map<string, { readonly text: Buffer; readonly script: Script }>();
  const modules = new Map<string, { exports: unknown }>();

  function compile(name: string): Script {
    const text = readFileSync(join(folder, name));
    const kept = keptOf(join(folder, compiledName(name)), text);
    const code = `(function (exports, require, module, __filename, __dirname) { ${text.toString('latin1')}\n})`;
    const script = new Script(code, {
      // The compiled code holds this name for stack traces, and may be moved together with the folder.
      filename: `${basename(folder)}/${name}`,
      ...(kept === undefined ? {} : { cachedData: kept }),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    scripts.set(name, { text, script });
    return script;
  }

  const require = Object.assign((id: string) => (id.startsWith('./') ? run(id.slice(2)) : outside(id)), outside);

  function run(name: string): unknown {
    const known = modules.get(name);
    if (known !== undefined) return known.exports;
    // Known before it runs, since the files may require each other in a circle.
    const module = { exports: {} };
    modules.set(name, module);
    try {
      compile(name).runInThisContext()(module.exports, require, module, join(folder, name), folder);
    } catch (error) {
      modules.delete(name);
      throw error;
    }
    return module.exports;
  }

  function compiled(): ReadonlyMap<string, Buffer> {
    const made = [...scripts].map(([name, { text, script }]) => {
      const code = script.createCachedData();
      return [name, Buffer.concat([sealOf(text, code), code])] as const;
    });
    return new Map(made);
  }

  return { run, compiled };
}
