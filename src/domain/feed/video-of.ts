const BY_ID = /^yt:video:([\w-]{11})$/;
const BY_ADDRESS =
  /^https?:\/\/(?:(?:www\.|m\.)?youtube\.com\/(?:watch\?(?:[^#]{0,200}&)?v=|live\/|shorts\/|embed\/)|youtu\.be\/)([\w-]{11})(?![\w-])/;

/**
 * The id of the YouTube video that an entry's key, or an address that a person pasted, stands for; undefined for
 * others.
 */
export function videoOf(text: string): string | undefined {
  return BY_ID.exec(text)?.[1] ?? BY_ADDRESS.exec(text)?.[1];
}
