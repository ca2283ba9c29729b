import type { Context } from 'hono';
import { invalidForm, refuse } from '../errors.ts';
import type { UploadedFile } from '../uploaded-file.ts';

export interface ReadBody {
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
}

/** https://docs.discord.com/developers/reference#uploading-files: the whole request */
const REQUEST_LIMIT_BYTES = 25 * 1024 * 1024;

/**
 * Reads JSON, a form, or a form with `payload_json` and `files[n]`. The body is undefined if there is none.
 * https://docs.discord.com/developers/reference#content-type
 */
export async function readBody(c: Context): Promise<ReadBody> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return { body: undefined, files: [] };
  if (Number(c.req.header('content-length') ?? 0) > REQUEST_LIMIT_BYTES) throw refuse.fileTooLarge();
  const type = (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'multipart/form-data') return readForm(await formOf(c));
  const text = await c.req.text();
  if (text === '') return { body: undefined, files: [] };
  if (type === 'application/json') return { body: parse(text), files: [] };
  if (type === 'application/x-www-form-urlencoded')
    return { body: Object.fromEntries(new URLSearchParams(text)), files: [] };
  throw invalidForm([
    {
      path: [],
      code: 'CONTENT_TYPE_INVALID',
      message:
        "Expected \"Content-Type\" header to be one of {'application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'}.",
    },
  ]);
}

async function formOf(c: Context): Promise<FormData> {
  try {
    return await c.req.formData();
  } catch {
    throw invalidForm([{ path: [], code: 'FORM_DATA_INVALID', message: 'The form cannot be read' }]);
  }
}

async function readForm(form: FormData): Promise<ReadBody> {
  const files: UploadedFile[] = [];
  const fields: Record<string, unknown> = {};
  for (const [field, value] of form.entries()) {
    if (typeof value === 'string') {
      if (field !== 'payload_json') fields[field] = value;
      continue;
    }
    // `file` is the old name for a single file.
    const index = field === 'file' ? '0' : /^files?\[(\d+)\]$/.exec(field)?.[1];
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
  const json = form.get('payload_json');
  if (typeof json === 'string') return { body: { ...fields, ...(parse(json) as object) }, files };
  return { body: Object.keys(fields).length > 0 ? fields : undefined, files };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw refuse.invalidJson();
  }
}
