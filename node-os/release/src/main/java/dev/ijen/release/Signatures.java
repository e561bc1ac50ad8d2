package dev.ijen.release;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Ed25519 signatures (RFC 8032) over the bytes of a release manifest, several while keys rotate.
 *
 * @param byKey the 64 bytes, in base64, by the id of the key: the SHA-256 of its
 *     SubjectPublicKeyInfo in hex
 */
public record Signatures(SequencedMap<String, String> byKey) {
  public Signatures {
    byKey = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byKey));
  }

  /** The signatures of these keys. */
  public static Signatures of(byte[] manifest, SigningKey... keys) {
    var byKey = new LinkedHashMap<String, String>();
    for (SigningKey key : keys) {
      byKey.put(key.id(), Base64.getEncoder().encodeToString(key.sign(manifest)));
    }
    return new Signatures(byKey);
  }

  /** The signatures as JSON. */
  public byte[] encode() {
    var array = new JsonArray();
    for (Map.Entry<String, String> signature : byKey.entrySet()) {
      var json = new JsonObject();
      json.addProperty("key", signature.getKey());
      json.addProperty("ed25519", signature.getValue());
      array.add(json);
    }
    var json = new JsonObject();
    json.add("signatures", array);
    return JsonForm.bytes(json);
  }

  /**
   * Reads signatures.
   *
   * @throws ReleaseException when the bytes are something else
   */
  public static Signatures decode(byte[] bytes) throws ReleaseException {
    var byKey = new LinkedHashMap<String, String>();
    for (JsonForm signature : JsonForm.parse("signature", bytes).objects("signatures")) {
      byKey.put(signature.text("key"), signature.text("ed25519"));
    }
    return new Signatures(byKey);
  }
}
