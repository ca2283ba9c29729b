import { type TourLook, tryTour } from '../testkit/bot/tour-trial.ts';
import type { Trial } from './trial.ts';

const LOOKS: readonly TourLook[] = [
  { way: 'hand', width: 1400, height: 900, colorScheme: 'light' },
  { way: 'keyboard', width: 390, height: 800, colorScheme: 'dark' },
  { way: 'button', width: 800, height: 600, colorScheme: 'light' },
  { way: 'keyboard', width: 1400, height: 900, colorScheme: 'dark' },
];

export const tour: Trial = {
  name: 'tour',
  about: 'the guided tour in a browser, by hand, keyboard and button, wide and narrow, light and dark',
  async run({ progress }) {
    const failures: string[] = [];
    let longest = 0;
    for (const look of LOOKS) {
      const name = `${look.way}, ${look.width}×${look.height}, ${look.colorScheme}`;
      try {
        const found = await tryTour({ ...look, thorough: true });
        const { steps, seconds, sideways, serious, errors, elsewhere } = found;
        longest = Math.max(longest, seconds);
        const faults = [...sideways.map((step) => `${step} is too wide`), ...serious, ...errors, ...elsewhere];
        failures.push(...faults.map((fault) => `${name}: ${fault}`));
        progress(`${name}: ${steps.length} steps in ${seconds} s, ${faults.length} faults`);
      } catch (error) {
        failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return { held: failures.length === 0, trials: LOOKS.length, failures, figures: { longestSeconds: longest } };
  },
};
