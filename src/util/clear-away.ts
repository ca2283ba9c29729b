import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * Has the engine clear away what nobody holds any more, which it does by itself only when much more is made; what is empty
 * since the last time is given back to the machine. Everything waits for it.
 */
export function clearAway(): void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  collect();
}
