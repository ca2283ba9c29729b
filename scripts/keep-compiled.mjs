// `node scripts/keep-compiled.mjs DIST` writes beside each file of the bundle what V8 makes of it, as a start will find it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dist] = process.argv.slice(2);
const util = (name) => import(join(dist, 'src/util', name));
const { startSmall } = await util('start-small.js');
const { compiledName, createCompiledFiles } = await util('compiled-files.js');

// V8 takes only what was compiled with the options that it has itself.
startSmall(60_000);
const bundle = join(dist, 'bundle');
const files = createCompiledFiles(bundle);
files.run('run.js');
for (const [name, compiled] of files.compiled()) writeFileSync(join(bundle, compiledName(name)), compiled);
process.exit(0);
