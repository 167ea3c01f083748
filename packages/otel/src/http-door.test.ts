import http, { get as importedGet } from 'node:http';
import https from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpDoor } from './http-door.ts';

const originals = { request: http.request, get: http.get, secure: https.get };
let door: HttpDoor | undefined;
let calls = 0;
afterEach(() => {
  Object.assign(http, { request: originals.request, get: originals.get });
  door?.takeAway();
  calls = 0;
});

function hang(): HttpDoor {
  door = new HttpDoor(() => {
    calls++;
  });
  return door;
}

/** Stands for an instrumentation: answers without a request. */
function instrument(): string[] {
  const traced: string[] = [];
  http.get = ((url: string) => {
    traced.push(url);
    return {};
  }) as never;
  return traced;
}

describe('the door in front of node:http', () => {
  it('stands in front of both functions of both modules, and looks like them', () => {
    hang();
    expect(http.request).not.toBe(originals.request);
    expect(https.get).not.toBe(originals.secure);
    expect([http.get.name, http.get.length]).toEqual([originals.get.name, originals.get.length]);
  });

  it('passes every call on, and tells of it before', () => {
    hang();
    expect(() => http.get('nonsense://x')).toThrow(/Protocol "nonsense:" not supported/);
    expect(calls).toBe(1);
  });

  it('leads whoever took a function out early to the instrumentation that came later', () => {
    hang();
    const { get } = http;
    door?.lead();
    const traced = instrument();
    get('http://127.0.0.1/');
    expect(traced).toEqual(['http://127.0.0.1/']);
  });

  it('leads the very call that starts the instrumentation', () => {
    let traced: string[] = [];
    door = new HttpDoor(() => {
      door?.lead();
      traced = instrument();
    });
    http.get('http://127.0.0.1/');
    expect(traced).toEqual(['http://127.0.0.1/']);
  });

  it('gives back what stood there, to ES imports too', () => {
    hang();
    expect(importedGet).not.toBe(originals.get);
    door?.takeAway();
    expect(http.get).toBe(originals.get);
    expect(https.get).toBe(originals.secure);
    expect(importedGet).toBe(originals.get);
  });

  it('leaves in place what somebody built on it', () => {
    hang();
    instrument();
    const theirs = http.get;
    door?.takeAway();
    expect(http.get).toBe(theirs);
    expect(http.request).toBe(originals.request);
  });
});
