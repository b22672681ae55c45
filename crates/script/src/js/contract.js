// What functions of miniApps have besides the language.
(function (native) {
  'use strict';
  const { parse, stringify } = JSON;
  return {
    parseXML: function parseXML(xml) { return parse(native.xml(String(xml))); },
    signJwt: function signJwt(payload, secret, options = {}) {
      if (typeof secret === 'object' && secret !== null && ArrayBuffer.isView(secret)) {
        secret = Array.from(new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength));
      }
      const given = stringify({ payload, secret, options });
      return native.jwt(given);
    },
  };
})
