import { customId } from '../contract/custom-id.ts';

/** “Erase everything that you keep about me.” */
export const eraseId = customId('erase', []);
