import { nameOf, type User } from '../wire/shapes.ts';

/** A person's initial on a colour of their own, as a data address that needs no request. */
export function avatarOf(user: User): string {
  const hue = [...user.id].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7);
  const letter = [...nameOf(user)][0]?.toUpperCase() ?? '';
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="hsl(${
    (hue * 137) % 360
  } 45% 42%)"/><text x="20" y="26" font-family="sans-serif" font-weight="600" font-size="17" fill="#fff" text-anchor="middle">${
    /^[<>&]$/.test(letter) ? '' : letter
  }</text></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
