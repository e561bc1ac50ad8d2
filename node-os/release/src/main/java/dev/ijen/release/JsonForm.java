package dev.ijen.release;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes JSON objects; what is missing or of another type is named in the failure. */
final class JsonForm {
  private final String what;
  private final JsonObject object;

  private JsonForm(String what, JsonObject object) {
    this.what = what;
    this.object = object;
  }

  /** Parses an object that failures call by this name. */
  static JsonForm parse(String what, byte[] bytes) throws ReleaseException {
    try {
      JsonElement element = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
      return new JsonForm(what, element.getAsJsonObject());
    } catch (JsonParseException | IllegalStateException e) {
      throw new ReleaseException(what + " is not a JSON object: " + e.getMessage(), e);
    }
  }

  static byte[] bytes(JsonObject object) {
    return object.toString().getBytes(StandardCharsets.UTF_8);
  }

  static JsonArray array(List<String> texts) {
    var array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name) throws ReleaseException {
    return get(name, JsonElement::getAsString);
  }

  long number(String name) throws ReleaseException {
    return get(name, JsonElement::getAsLong);
  }

  JsonForm object(String name) throws ReleaseException {
    return new JsonForm(what + "." + name, get(name, JsonElement::getAsJsonObject));
  }

  List<String> texts(String name) throws ReleaseException {
    return get(
        name,
        value -> value.getAsJsonArray().asList().stream().map(JsonElement::getAsString).toList());
  }

  List<JsonForm> objects(String name) throws ReleaseException {
    var forms = new ArrayList<JsonForm>();
    for (JsonElement element : get(name, JsonElement::getAsJsonArray)) {
      if (!element.isJsonObject()) {
        throw new ReleaseException(what + "." + name + " holds something else than objects");
      }
      forms.add(new JsonForm(what + "." + name + "[]", element.getAsJsonObject()));
    }
    return forms;
  }

  Blob blob(String digest, String bytes) throws ReleaseException {
    try {
      return new Blob(Digest.parse(text(digest)), number(bytes));
    } catch (IllegalArgumentException e) {
      throw new ReleaseException(what + ": " + e.getMessage(), e);
    }
  }

  @FunctionalInterface
  private interface Getter<T> {
    T from(JsonElement element);
  }

  private <T> T get(String name, Getter<T> getter) throws ReleaseException {
    JsonElement value = object.get(name);
    if (value == null) {
      throw new ReleaseException(what + " lacks " + name);
    }
    try {
      return getter.from(value);
    } catch (IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException
        | ClassCastException e) {
      throw new ReleaseException(what + "." + name + " has another type", e);
    }
  }
}
