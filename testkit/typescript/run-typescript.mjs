import { register } from 'node:module';

// So that threads started by the code under test can run TypeScript; newer versions of Node can do so by themselves.
if (!process.features.typescript) register('./strip-types.mjs', import.meta.url);
