export { type ClockSkewOptions, createClockSkew } from './clock-skew.ts';
