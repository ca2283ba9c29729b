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

/**
 * Compiling takes a third of a start, and V8 can keep what it made of a file. It does not take it where it was made by
 * another version, or with other options: the file is then compiled as if nothing were kept. The files have one byte a
 * letter. In stack traces a file is named by its folder's own name and its own.
 */
export function createCompiledFiles(folder: string): CompiledFiles {
  const outside = createRequire(join(folder, '-.js'));
  const scripts = new Map<string, Script>();
  const modules = new Map<string, { exports: unknown }>();

  function compile(name: string): Script {
    const file = join(folder, name);
    const kept = join(folder, compiledName(name));
    const code = `(function (exports, require, module, __filename, __dirname) { ${readFileSync(file, 'latin1')}\n})`;
    const script = new Script(code, {
      // The compiled code holds this name for stack traces, and may be moved together with the folder.
      filename: `${basename(folder)}/${name}`,
      ...(existsSync(kept) ? { cachedData: readFileSync(kept) } : {}),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    scripts.set(name, script);
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

  return { run, compiled: () => new Map([...scripts].map(([name, script]) => [name, script.createCachedData()])) };
}
