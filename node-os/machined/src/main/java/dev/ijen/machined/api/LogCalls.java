package dev.ijen.machined.api;

import com.google.protobuf.ByteString;
import dev.ijen.api.common.Data;
import dev.ijen.api.machine.LogsContainer;
import dev.ijen.api.machine.LogsContainersResponse;
import dev.ijen.api.machine.LogsRequest;
import dev.ijen.machined.platform.NodeException;
import dev.ijen.machined.platform.NodeException.Reason;
import dev.ijen.machined.service.ServiceLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Output of services. */
final class LogCalls {
  private static final String SUFFIX = ".log";

  private final Path folder;

  LogCalls(Path folder) {
    this.folder = folder;
  }

  void logs(LogsRequest request, StreamReply<Data> reply)
      throws NodeException, IOException, InterruptedException {
    if (!ids().contains(request.getId())) {
      throw new NodeException(
          Reason.NOT_FOUND, "log \"" + request.getId() + "\" was not registered");
    }
    Path file = new ServiceLog(folder, request.getId()).file();
    LogTail.read(
        file,
        request.getTailLines(),
        request.getFollow(),
        bytes -> reply.send(Data.newBuilder().setBytes(ByteString.copyFrom(bytes)).build()));
  }

  LogsContainersResponse containers() throws IOException {
    return LogsContainersResponse.newBuilder()
        .addMessages(LogsContainer.newBuilder().addAllIds(ids()))
        .build();
  }

  private List<String> ids() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length()))
          .sorted()
          .toList();
    }
  }
}
