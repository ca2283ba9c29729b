import fc from 'fast-check';
import { CHOICES, type Step, USERS } from './play-poll.ts';

/** Few members: most trouble comes from one member who does several things. */
const user = fc.oneof(fc.constant(0), fc.nat({ max: USERS.length - 1 }));
const choice = fc.nat({ max: CHOICES.length - 1 });
const plan = fc.record({
  after: fc.integer({ min: 1, max: 9 }),
  done: fc.constantFrom('before' as const, 'after' as const),
});
const one = <const Name extends Step['do']>(name: Name) => fc.constant(name);

/** One random step; the weights favour what makes trouble. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: one('react'), user, choice }) },
  { weight: 5, arbitrary: fc.record({ do: one('press'), user, choice }) },
  { weight: 4, arbitrary: fc.record({ do: one('unreact'), user, choice }) },
  { weight: 1, arbitrary: fc.record({ do: one('clear') }) },
  { weight: 2, arbitrary: fc.record({ do: one('wait'), minutes: fc.integer({ min: 0, max: 90 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('lock') }) },
  { weight: 1, arbitrary: fc.record({ do: one('result'), choice }) },
  { weight: 3, arbitrary: fc.record({ do: one('doom'), plan }) },
  { weight: 2, arbitrary: fc.record({ do: one('kill') }) },
  { weight: 5, arbitrary: fc.record({ do: one('start'), plan: fc.option(plan, { nil: undefined, freq: 3 }) }) },
);

export const steps: fc.Arbitrary<readonly Step[]> = fc.array(step, { maxLength: 40, size: 'max' });
