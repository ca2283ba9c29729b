/// <reference path="./api-spec.d.ts" />
export { CreateMessageInteractionCallbackRequestSchema, MessageCreateRequestSchema } from 'discord-api-spec/zod';
export { checked, type UnknownFields } from './check.ts';
export { checkMessageRules } from './message-rules.ts';
