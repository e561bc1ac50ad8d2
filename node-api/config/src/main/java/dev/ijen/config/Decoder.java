package dev.ijen.config;

import dev.ijen.config.schema.DocumentKind;
import dev.ijen.config.schema.DocumentKind.Identity;
import dev.ijen.config.schema.Documents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads a stream of documents and reports all problems together. */
final class Decoder {
  /** Larger configs are refused; the machine API itself takes 4 MiB. */
  private static final int MAX_CODE_POINTS = 16 << 20;

  private static final Set<String> MAIN_KEYS =
      Set.of("version", "machine", "cluster", "debug", "persist");

  private final DecodeMode mode;
  private final List<Problem> problems = new ArrayList<>();
  private final List<Document> documents = new ArrayList<>();

  private Decoder(DecodeMode mode) {
    this.mode = mode;
  }

  static List<Document> decode(String yaml, DecodeMode mode) throws ConfigException {
    var decoder = new Decoder(mode);
    decoder.readStream(yaml);
    decoder.refuseDuplicates();
    if (!decoder.problems.isEmpty()) {
      throw new ConfigException(decoder.problems);
    }
    return List.copyOf(decoder.documents);
  }

  private void readStream(String yaml) {
    var settings =
        LoadSettings.builder()
            .setLabel("config")
            .setSchema(new CoreSchema())
            .setCodePointLimit(MAX_CODE_POINTS)
            .build();
    try {
      for (Node node : new Compose(settings).composeAllFromString(yaml)) {
        if (!NodeReader.isNull(node)) {
          readDocument(node);
        }
      }
      if (documents.isEmpty() && problems.isEmpty()) {
        problems.add(new Problem("", "", 0, "no configuration documents in the input"));
      }
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new Problem("", "", line, "not YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem("", "", 0, "not YAML: " + e.getMessage()));
    } catch (StackOverflowError e) { // the parser recurses without a bound of its own
      problems.add(new Problem("", "", 0, "not YAML: nested too deeply"));
    }
  }

  private void readDocument(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      problems.add(new Problem("", "", NodeReader.line(node), "a document must be a mapping"));
      return;
    }
    Optional<DocumentKind> kind = kindOf(mapping);
    if (kind.isEmpty()) {
      return;
    }
    String name = kind.get().identity() == Identity.NAMED ? scalar(mapping, "name") : "";
    String identity = name.isEmpty() ? kind.get().name() : kind.get().name() + "/" + name;
    var reader = new NodeReader(identity, mode, problems);
    Map<String, Object> content = reader.readObject(kind.get().root(), mapping, "", 0);
    reader.lines().put("", NodeReader.line(mapping));
    documents.add(new Document(kind.get(), content, reader.lines()));
  }

  /** The kind of a document, or a problem: unknown kinds keep the peer's words. */
  private Optional<DocumentKind> kindOf(MappingNode mapping) {
    String kind = scalar(mapping, "kind");
    String version = scalar(mapping, "apiVersion");
    if (kind.isEmpty() && hasMainKey(mapping)) {
      return Optional.of(Documents.main());
    }
    int line = NodeReader.line(mapping);
    if (kind.isEmpty() || version.isEmpty()) {
      String missing = kind.isEmpty() ? "kind" : "apiVersion";
      problems.add(new Problem("", missing, line, "the document has no " + missing));
      return Optional.empty();
    }
    Optional<DocumentKind> known =
        version.equals(Documents.API_VERSION) ? Documents.find(kind) : Optional.empty();
    if (known.isEmpty()) {
      problems.add(new Problem("", "", 0, notRegistered(version, kind, mapping, line)));
    }
    return known;
  }

  private static String notRegistered(String version, String kind, MappingNode node, int line) {
    return "error decoding document %s/%s/%s (line %d): \"%s\" \"%s\": not registered"
        .formatted(version, kind, scalar(node, "name"), line, kind, version);
  }

  private static boolean hasMainKey(MappingNode mapping) {
    return mapping.getValue().stream()
        .map(NodeTuple::getKeyNode)
        .anyMatch(key -> key instanceof ScalarNode text && MAIN_KEYS.contains(text.getValue()));
  }

  private static String scalar(MappingNode mapping, String key) {
    for (NodeTuple entry : mapping.getValue()) {
      if (entry.getKeyNode() instanceof ScalarNode name
          && name.getValue().equals(key)
          && entry.getValueNode() instanceof ScalarNode value) {
        return value.getValue();
      }
    }
    return "";
  }

  private void refuseDuplicates() {
    var seen = new HashSet<String>();
    for (Document document : documents) {
      if (!seen.add(document.identity())) {
        problems.add(document.problem("", "a document of this kind and name came before"));
      }
    }
  }
}
