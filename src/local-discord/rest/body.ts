import type { Context } from 'hono';
import { invalidForm, refuse } from '../errors.ts';
import type { UploadedFile } from '../world/files.ts';

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** https://docs.discord.com/developers/reference#uploading-files: the whole request */
const REQUEST_LIMIT_BYTES = 25 * 1024 * 1024;

/** JSON, or a form with `payload_json` and `files[n]`. An absent body is undefined. */
export async function readBody(c: Context): Promise<ReadBody> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return { body: undefined, files: [] };
  if (Number(c.req.header('content-length') ?? 0) > REQUEST_LIMIT_BYTES) throw refuse.fileTooLarge();
  if (c.req.header('content-type')?.startsWith('multipart/form-data')) return readForm(await c.req.formData());
  const text = await c.req.text();
  return { body: text === '' ? undefined : parse(text), files: [] };
}

async function readForm(form: FormData): Promise<ReadBody> {
  const json = form.get('payload_json');
  const files: UploadedFile[] = [];
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') continue;
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (index === undefined) {
      throw invalidForm([
        { path: [field], code: 'ATTACHMENT_FIELD_NAME', message: 'Files belong into fields named files[n]' },
      ]);
    }
    files.push({
      index,
      name: value.name,
      contentType: value.type || 'application/octet-stream',
      bytes: new Uint8Array(await value.arrayBuffer()),
    });
  }
  return { body: typeof json === 'string' ? parse(json) : undefined, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse.invalidJson();
  }
}
