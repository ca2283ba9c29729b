import { register } from 'node:module';

// Threads that the code under test starts run its TypeScript: newer Nodes can do so by themselves.
if (!process.features.typescript) register('./strip-types.mjs', import.meta.url);
