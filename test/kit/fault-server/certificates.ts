import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';

/** A certificate with its key, as node:tls takes them. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** The certificates of the fault server, made at start: nothing to commit, nothing that expires in a checkout. */
export interface Certificates {
  /** The authority that signed `tls`, `expired` and `wrong_host`. Who trusts it sees their faults, and no other. */
  readonly ca: string;
  readonly tls: Certificate;
  readonly expired: Certificate;
  readonly self_signed: Certificate;
  readonly wrong_host: Certificate;
}

interface Wanted {
  readonly name: string;
  readonly issuer: string;
  readonly hosts: readonly string[];
  readonly notAfter: number;
  readonly authority?: boolean;
}

const DAY_MS = 86_400_000;
const LOOPBACK = ['localhost', '127.0.0.1'];
const AUTHORITY = 'Fault server authority';

/** Makes one authority and one certificate for each fault. */
export function createCertificates(now: number): Certificates {
  const authority = keyPair();
  // One key serves every leaf: making keys is the slow part.
  const leaf = keyPair();
  const valid = now + 30 * DAY_MS;

  function issue(wanted: Wanted, signer: KeyPair, owner: KeyPair): Certificate {
    const certificate = forge.pki.createCertificate();
    certificate.publicKey = forge.pki.publicKeyFromPem(owner.publicKey);
    certificate.serialNumber = `01${forge.util.bytesToHex(forge.random.getBytesSync(8))}`;
    certificate.validity.notBefore = new Date(now - 30 * DAY_MS);
    certificate.validity.notAfter = new Date(wanted.notAfter);
    certificate.setSubject([{ name: 'commonName', value: wanted.name }]);
    certificate.setIssuer([{ name: 'commonName', value: wanted.issuer }]);
    certificate.setExtensions([
      { name: 'basicConstraints', cA: wanted.authority === true },
      { name: 'subjectAltName', altNames: wanted.hosts.map(altName) },
    ]);
    certificate.sign(forge.pki.privateKeyFromPem(signer.privateKey), forge.md.sha256.create());
    return { cert: forge.pki.certificateToPem(certificate), key: owner.privateKey };
  }

  const signed = (name: string, hosts: readonly string[], notAfter: number): Certificate =>
    issue({ name, issuer: AUTHORITY, hosts, notAfter }, authority, leaf);

  return {
    ca: issue(
      { name: AUTHORITY, issuer: AUTHORITY, hosts: [], notAfter: valid, authority: true },
      authority,
      authority,
    ).cert,
    tls: signed('valid', LOOPBACK, valid),
    expired: signed('expired', LOOPBACK, now - DAY_MS),
    self_signed: issue({ name: 'self', issuer: 'self', hosts: LOOPBACK, notAfter: valid }, leaf, leaf),
    wrong_host: signed('wrong host', ['somebody-else.example'], valid),
  };
}

interface KeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

function keyPair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
}

/** RFC 5280 GeneralName: type 2 is a DNS name, type 7 an IP address. */
function altName(host: string): object {
  return /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}
