package dev.ijen.api;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.GeneratedFile;
import dev.ijen.api.machine.VersionResponse;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The compiled descriptors of every generated file of this module as {@link ContractLine}s, without
 * the packages below {@code ijen}, which are our own.
 */
final class CompiledContract {
  private final Set<String> lines = new TreeSet<>();

  /** Reads the descriptors of all generated files, whether or not a fact asks for them. */
  static Set<String> lines() throws IOException, ReflectiveOperationException, URISyntaxException {
    var contract = new CompiledContract();
    for (FileDescriptor file : files()) {
      if (!file.getPackage().startsWith("ijen.")) {
        contract.addFile(file);
      }
    }
    return contract.lines;
  }

  private static List<FileDescriptor> files()
      throws IOException, ReflectiveOperationException, URISyntaxException {
    Path classes =
        Path.of(VersionResponse.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<String> names;
    try (Stream<Path> walk = Files.walk(classes)) {
      names =
          walk.map(path -> classes.relativize(path).toString())
              .filter(name -> name.endsWith(".class") && !name.contains("$"))
              .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
              .toList();
    }
    var files = new ArrayList<FileDescriptor>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, CompiledContract.class.getClassLoader());
      if (GeneratedFile.class.isAssignableFrom(type)) {
        files.add((FileDescriptor) type.getMethod("getDescriptor").invoke(null));
      }
    }
    return files;
  }

  private void addFile(FileDescriptor file) {
    lines.add(ContractLine.ofPackage(file.getPackage(), file.toProto().getSyntax()));
    file.getServices().forEach(this::addService);
    file.getMessageTypes().forEach(this::addMessage);
    file.getEnumTypes().forEach(this::addEnum);
  }

  private void addService(ServiceDescriptor service) {
    lines.add(ContractLine.ofService(service.getFullName(), service.getOptions().getDeprecated()));
    for (MethodDescriptor method : service.getMethods()) {
      lines.add(
          ContractLine.ofMethod(
              "/" + service.getFullName() + "/" + method.getName(),
              method.getInputType().getFullName(),
              method.getOutputType().getFullName(),
              method.isClientStreaming(),
              method.isServerStreaming(),
              method.getOptions().getDeprecated()));
    }
  }

  private void addMessage(Descriptor message) {
    if (message.getOptions().getMapEntry()) {
      return; // the entry type that protoc makes for a map field
    }
    DescriptorProto proto = message.toProto();
    lines.add(
        ContractLine.ofMessage(
            message.getFullName(),
            message.getOptions().getDeprecated(),
            proto.getReservedRangeList().stream()
                .map(range -> range.getStart() + "-" + (range.getEnd() - 1))
                .toList(),
            List.copyOf(proto.getReservedNameList()),
            message.getRealOneofs().stream().map(OneofDescriptor::getName).toList()));
    message.getFields().forEach(this::addField);
    message.getNestedTypes().forEach(this::addMessage);
    message.getEnumTypes().forEach(this::addEnum);
  }

  private void addField(FieldDescriptor field) {
    OneofDescriptor oneof = field.getRealContainingOneof();
    lines.add(
        ContractLine.ofField(
            field.getFullName(),
            field.getNumber(),
            type(field),
            label(field),
            oneof == null ? "" : oneof.getName(),
            field.getOptions().getPacked(),
            field.getOptions().getDeprecated()));
  }

  private static String label(FieldDescriptor field) {
    if (field.isMapField()) {
      return "map";
    }
    if (field.isRepeated()) {
      return "repeated";
    }
    return field.toProto().getProto3Optional() ? "optional" : "singular";
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      Descriptor entry = field.getMessageType();
      return ContractLine.mapType(
          type(entry.findFieldByName("key")), type(entry.findFieldByName("value")));
    }
    return switch (field.getType()) {
      case MESSAGE, GROUP -> field.getMessageType().getFullName();
      case ENUM -> field.getEnumType().getFullName();
      default -> field.getType().name().toLowerCase(Locale.ROOT);
    };
  }

  private void addEnum(EnumDescriptor type) {
    lines.add(ContractLine.ofEnum(type.getFullName(), type.getOptions().getAllowAlias()));
    for (EnumValueDescriptor value : type.getValues()) {
      lines.add(
          ContractLine.ofValue(
              type.getFullName(),
              value.getName(),
              value.getNumber(),
              value.getOptions().getDeprecated()));
    }
  }
}
