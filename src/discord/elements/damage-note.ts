import type { Say } from '../../i18n/sentences.ts';
import type { Damage, DamagedThing } from '../../services/damage.ts';

/** One line about what cannot be read of the things a list is about; nothing where all can. */
export function damageNote(damage: Damage, about: readonly DamagedThing[], say: Say): string | undefined {
  const parts = about.flatMap((thing) => {
    const count = damage.get(thing);
    return count === undefined ? [] : say(`damage.${thing}`, { count });
  });
  return parts.length === 0 ? undefined : `⚠️ ${say('damage.note', { what: parts.join(', ') })}`;
}
