import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { BREAKER_DEFAULTS, resolveBreakerOptions } from './options.ts';
import { TRIP_RULES } from './trip-rule.ts';

const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');

describe('the README', () => {
  it.each(Object.keys(resolveBreakerOptions()))('says what the option %s does', (option) => {
    expect(readme).toContain(`| \`${option}\` |`);
  });

  it.each(Object.entries(BREAKER_DEFAULTS))('says the default of %s', (option, value) => {
    const written = typeof value === 'string' ? `'${value}'` : String(value);
    expect(readme).toContain(`| \`${option}\` | \`${written}\` |`);
  });

  it('says how many failures each sensitivity needs', () => {
    const { low, normal, high } = TRIP_RULES;
    expect(readme).toContain(`\`low\`: ${low.failures} failures`);
    expect(readme).toContain(`\`normal\`: ${normal.failures},`);
    expect(readme).toContain(`\`high\`: ${high.failures},`);
  });
});
