import fc from 'fast-check';

/** One thing that happens in an evening with two polls in two servers. */
export type CrowdedStep =
  | { readonly do: 'press'; readonly poll: number; readonly user: number; readonly choice: number }
  | {
      readonly do: 'turn';
      readonly poll: number;
      readonly user: number;
      readonly choice: number;
      readonly isSuper: boolean;
      readonly name: number;
    }
  | { readonly do: 'wait'; readonly seconds: number }
  /** `hold`: Discord delays its answers about who reacted, until `answer`. */
  | { readonly do: 'hold' | 'answer' | 'deliver' | 'kill' | 'start' }
  | { readonly do: 'lock' | 'clear'; readonly poll: number }
  | { readonly do: 'edit' | 'reopen'; readonly poll: number; readonly minutes: number }
  /** The feed shows that the episode of the second poll has been out for so long. */
  | { readonly do: 'out'; readonly secondsAgo: number }
  | { readonly do: 'not-out' }
  | { readonly do: 'damage'; readonly user: number };

const poll = fc.nat({ max: 1 });
const user = fc.oneof(fc.constant(0), fc.nat({ max: 3 }));
const choice = fc.nat({ max: 1 });
const one = <const Name extends CrowdedStep['do']>(name: Name) => fc.constant(name);

const crowdedStep: fc.Arbitrary<CrowdedStep> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: one('turn'),
      poll,
      user,
      choice,
      isSuper: fc.boolean(),
      name: fc.nat({ max: 2 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ do: one('press'), poll, user, choice }) },
  { weight: 5, arbitrary: fc.record({ do: one('wait'), seconds: fc.constantFrom(0, 1, 2, 30, 1800, 3600) }) },
  { weight: 3, arbitrary: fc.record({ do: one('deliver') }) },
  { weight: 3, arbitrary: fc.record({ do: one('hold') }) },
  { weight: 3, arbitrary: fc.record({ do: one('answer') }) },
  { weight: 1, arbitrary: fc.record({ do: one('lock'), poll }) },
  { weight: 1, arbitrary: fc.record({ do: one('clear'), poll }) },
  { weight: 2, arbitrary: fc.record({ do: one('edit'), poll, minutes: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ do: one('reopen'), poll, minutes: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ do: one('out'), secondsAgo: fc.integer({ min: 0, max: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ do: one('not-out') }) },
  { weight: 1, arbitrary: fc.record({ do: one('damage'), user }) },
  { weight: 2, arbitrary: fc.record({ do: one('kill') }) },
  { weight: 4, arbitrary: fc.record({ do: one('start') }) },
);

export const crowdedSteps: fc.Arbitrary<readonly CrowdedStep[]> = fc.array(crowdedStep, { maxLength: 40, size: 'max' });
