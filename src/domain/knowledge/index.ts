export {
  assembleKnowledge,
  assembleSuccessor,
  assembleWith,
  knowledgeJsonSchema,
  namesSomebody,
  whatChanged,
} from './assemble.ts';
export { type Fault, faultLine, KnowledgeError } from './checks/faults.ts';
export { FILES as KNOWLEDGE_FILES } from './checks/parse.ts';
export type { EpisodeId, Horizon } from './horizon.ts';
export type { ChangesOfKind } from './records/what-changed.ts';
export { createViewCache } from './view-cache.ts';
export type * from './view-types.ts';
