import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const unit = readFileSync(join(ROOT, 'docs/clematis.service'), 'utf8');

describe('The unit for systemd', () => {
  it('starts node itself on what the build makes, and again after a crash', () => {
    expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node dist\/src\/main\.js$/m);
    expect(existsSync(join(ROOT, 'dist/src/main.js'))).toBe(true);
    expect(unit).toMatch(/^Restart=always$/m);
  });

  const analyze = ['/usr/bin/systemd-analyze', '/bin/systemd-analyze'].find((path) => existsSync(path));
  if (analyze === undefined) process.stderr.write('systemd-analyze is not here: its verdict on the unit is skipped\n');
  it.skipIf(analyze === undefined)('has no fault that systemd itself would find', () => {
    const folder = mkdtempSync(join(tmpdir(), 'clematis-unit-'));
    try {
      const file = join(folder, 'clematis.service');
      writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
      expect(execFileSync(analyze ?? '', ['verify', file], { encoding: 'utf8', stdio: 'pipe' })).toBe('');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
