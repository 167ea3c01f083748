type Take = typeof process.getBuiltinModule;

/** What `require` itself calls, below the hooks on it. */
const loader = process.getBuiltinModule('node:module') as unknown as { readonly _load?: Take };

/**
 * A module of Node's, taken so that nothing else happens.
 *
 * An import would run the getters of all its exports: one of node:http's loads undici, 30 ms of a start-up. `require`
 * and `process.getBuiltinModule` are hooked by instrumentations, which patch a module when they first hear of it, and
 * once: had they heard of node:http from here, an ES module that imports it later would get its functions unpatched.
 */
export const nodeModule = ((name: string) =>
  typeof loader._load === 'function' ? loader._load(name) : process.getBuiltinModule(name)) as Take;
