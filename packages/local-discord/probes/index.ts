export { answerProbes } from './answers.ts';
export { layoutProbes } from './layouts.ts';
export { messageProbes } from './messages.ts';
export type { Probe } from './probe.ts';
export { routeProbes } from './routes.ts';
