export {
  assembleKnowledge,
  assembleSuccessor,
  assembleWith,
  knowledgeJsonSchema,
  namesSomebody,
  whatChanged,
} from './assemble.ts';
export { type Fault, faultLine, KnowledgeError } from './faults.ts';
export type { EpisodeId, Horizon } from './horizon.ts';
export { FILES as KNOWLEDGE_FILES } from './parse.ts';
export { createViewCache } from './view-cache.ts';
export type * from './view-types.ts';
export type { ChangesOfKind } from './what-changed.ts';
