/** Second labels under which a country registers names, so that the name is the third label from the right: `example.co.uk`. */
const SECOND_LEVEL = new Set(
  'ac asn co com edu firm gen go gob gouv gov govt gv id ind info ltd me mil ne net nhs nom or org plc police sch web'.split(
    ' ',
  ),
);

/** Top labels that name no third party: hosts of an own network are told apart whole. */
const PRIVATE = new Set(
  'cluster corp home internal intranet intra lan local localdomain localhost private svc test'.split(' '),
);

const IP_V4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;

/**
 * The name that an unknown host goes by: its registrable domain (`example.com`, `example.co.uk`).
 *
 * IP addresses, `localhost`, single labels and private names keep host and port, because another port is another service.
 * Countries with second-level registries are known by the shape of their second label, not by the whole Public Suffix
 * List: that list is a 100 KB dependency, and a wrong guess here only names a label.
 *
 * @param host lower-case host with its port, if any: `api.example.co.uk`, `10.0.0.1:8080`, `[::1]:80`
 */
export function registrableDomain(host: string): string {
  if (host.charCodeAt(0) === 91 /* [ */) return host;
  const colon = host.indexOf(':');
  const name = colon === -1 ? host : host.slice(0, colon);
  const last = name.lastIndexOf('.');
  if (last === -1 || IP_V4.test(name)) return host;
  const top = name.slice(last + 1);
  if (PRIVATE.has(top)) return host;
  const second = name.lastIndexOf('.', last - 1);
  if (second === -1) return name;
  if (top.length !== 2 || !SECOND_LEVEL.has(name.slice(second + 1, last))) return name.slice(second + 1);
  return name.slice(name.lastIndexOf('.', second - 1) + 1);
}
