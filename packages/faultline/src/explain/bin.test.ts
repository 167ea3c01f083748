import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const BIN = fileURLToPath(new URL('../bin.ts', import.meta.url));

const faultline = (args: readonly string[], input = '') =>
  spawnSync(process.execPath, ['--conditions=@faultline/source', '--no-warnings', BIN, ...args], {
    input,
    encoding: 'utf8',
  });

describe('npx faultline', () => {
  it('explains an answer of curl from standard input', () => {
    const { status, stdout, stderr } = faultline(
      ['explain', '--curl', '--json'],
      'HTTP/2 503\r\nretry-after: 120\r\n\r\n',
    );
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      blame: 'provider',
      retry: 'after_delay',
      retryAfterMs: 120_000,
    });
    expect(status).toBe(0);
  });

  it('tells what it did not understand on standard error, and ends with 2', () => {
    const { status, stdout, stderr } = faultline(['explain', 'nonsense']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^Nothing is known of "nonsense"/);
  });

  it('shows its usage, as an error when no command was given', () => {
    expect(faultline(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage:') });
    expect(faultline([])).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage:') });
  });
});
