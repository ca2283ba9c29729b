import { keepUpDays } from '../../../domain/keep-up.ts';
import { languages } from '../../../i18n/sentences.ts';
import type { Speaker } from '../../contract/reader.ts';
import { type Row, type SelectOption, select } from '../../elements/controls.ts';
import { setupKeepUpId, setupLanguageId, setupZoneId } from '../ids.ts';
import type { SetupState } from './setup-state.ts';

/** Removes the chosen language. */
const AS_DISCORD = '-';
/** Value for the zone of the language; no zone has this name. */
export const BY_LANGUAGE = 'LANGUAGE';
/** Value for a zone that is typed. */
export const OTHER_ZONE = 'OTHER';
const NEVER = '0';

/** From the date line westward, one for each zone in which many people live; any other can be typed. */
const ZONES = [
  ...['Asia/Seoul', 'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Manila', 'Asia/Bangkok', 'Asia/Jakarta', 'Asia/Kolkata'],
  ...['Asia/Dubai', 'Europe/Moscow', 'Europe/Istanbul', 'Europe/Berlin', 'Europe/London', 'UTC', 'Africa/Lagos'],
  ...['America/Sao_Paulo', 'America/New_York', 'America/Chicago', 'America/Mexico_City', 'America/Los_Angeles'],
  ...['Australia/Sydney', 'Pacific/Auckland'],
];

export function languageSelect({ say }: Speaker, state: SetupState): Row {
  return select({
    id: setupLanguageId.write({}),
    placeholder: say('setup.languagePlaceholder'),
    options: [
      ...languages.map((language) => ({
        value: language,
        label: say(`setup.language.${language}`),
        chosen: state.languageChosen && language === state.language,
      })),
      { value: AS_DISCORD, label: say('setup.languageAsDiscord'), chosen: !state.languageChosen },
    ],
  });
}

/** The present zone is always among the choices. */
export function zoneSelect(by: Speaker, { zone, zoneChosen }: SetupState): Row {
  const { say } = by;
  const known = ZONES.includes(zone) || !zoneChosen ? ZONES : [zone, ...ZONES];
  const option = (value: string): SelectOption => ({
    value,
    label: zoneName(value, by),
    about: value,
    chosen: zoneChosen && value === zone,
  });
  return select({
    id: setupZoneId.write({}),
    placeholder: say('setup.zonePlaceholder'),
    options: [
      { value: BY_LANGUAGE, label: say('setup.zoneByLanguage'), chosen: !zoneChosen },
      ...known.map(option),
      { value: OTHER_ZONE, label: say('setup.zoneOther') },
    ],
  });
}

/** Zone names, by language and zone: computing one takes milliseconds and blocks everything else. */
const zoneNames = new Map<string, string>();

/**
 * The zone's name in the reader's language: “Korean Standard Time”. A zone that is only an offset is shown as it is:
 * `+09:00`.
 */
export function zoneName(zone: string, { language }: Speaker): string {
  if (!/[a-z]/i.test(zone)) return zone;
  const key = `${language} ${zone}`;
  const name = zoneNames.get(key) ?? nameFor(zone, language);
  zoneNames.set(key, name);
  return name;
}

function nameFor(zone: string, language: string): string {
  const timeZoneName = zone === 'UTC' ? 'long' : 'longGeneric';
  const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName }).formatToParts(0);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}

export function keepUpSelect({ say }: Speaker, state: SetupState): Row {
  return select({
    id: setupKeepUpId.write({}),
    placeholder: say('setup.keepUpPlaceholder'),
    options: [
      { value: NEVER, label: say('setup.keepUpNever'), chosen: state.keepUpDays === undefined },
      ...keepUpDays.map((days) => ({
        value: String(days),
        label: say('setup.keepUpDays', { count: days }),
        chosen: days === state.keepUpDays,
      })),
    ],
  });
}
